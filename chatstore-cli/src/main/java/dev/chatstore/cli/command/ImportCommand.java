package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import dev.chatstore.core.transfer.ImportSource;
import dev.chatstore.core.transfer.VerifyReport;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings conversations in. */
@Command(
        name = "import",
        description = {
            "Brings conversations in from a file, a folder, an archive or a database of any known format.",
            "Creates the store if it does not exist. The same command run again adds what is missing,",
            "after an interrupt as after new messages. `inspect` says first what a source is and asks."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore import export.zip --store sqlite:bot.db",
            "  chatstore import chat.txt --zone Europe/Oslo --assistant Bot --dry-run",
            "  chatstore import customers.json --tenant acme --verify --json | jq .skipped",
            "  chatstore import support.db --table lines --conversation ticket --text body --sender who"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = "The tenant that the conversations will belong to (default: ${DEFAULT-VALUE}).")
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(
            names = "--origin",
            paramLabel = "NAME",
            description = "A name for the source, so that several sources can add to one conversation.")
    private @Nullable String origin;

    @Option(names = "--dry-run", description = "Only say what would be done, by the same steps.")
    private boolean dryRun;

    @Option(
            names = "--verify",
            description = "Compare the store with the source afterwards, message by message; with --dry-run, the store"
                    + " as it is.")
    private boolean verify;

    /** Creates the command. */
    public ImportCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        return source.read(options.secrets(), (from, answers) -> {
                    try (OpenStore store = options.create(
                            dryRun, "What was imported is stored. The same command goes on and adds the rest.")) {
                        HistoryImport into = HistoryImport.into(store.storage().chats())
                                .forTenant(tenant)
                                .with(answers);
                        return run(origin == null ? into : into.fromOrigin(origin), from);
                    }
                })
                .number();
    }

    private ExitCode run(HistoryImport into, ImportSource from) throws IOException {
        ImportReport report;
        try (SourceProgress progress = new SourceProgress(options, "inspect", "import")) {
            HistoryImport shown = into.onProgress(progress::reached);
            report = dryRun ? shown.dryRun(from) : shown.run(from);
        }
        VerifyReport verified = verify ? verified(into, from) : null;
        options.printReport(report.text(), report.json(), verified == null ? Map.of() : json(verified));
        if (verified != null) {
            note(verified);
        }
        if (verified != null && (verified.missing() > 0 || verified.different() > 0)) {
            return ExitCode.DIFFERENT;
        }
        return report.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    private VerifyReport verified(HistoryImport into, ImportSource from) throws IOException {
        try (SourceProgress progress = new SourceProgress(options, "verify", "verify")) {
            return into.onProgress(progress::reached).verify(from);
        }
    }

    private void note(VerifyReport report) {
        options.note("Verified: " + report.equal() + " equal, " + report.missing() + " missing, " + report.different()
                + " different, " + report.skipped() + " skipped");
        options.noteFirst("Not equal", report.places(), report.missing() + report.different() + report.skipped());
    }

    private static Map<String, @Nullable Object> json(VerifyReport report) {
        return JsonOutput.object(
                "verified",
                JsonOutput.object(
                        "conversations", report.conversations(),
                        "equal", report.equal(),
                        "missing", report.missing(),
                        "different", report.different(),
                        "skipped", report.skipped(),
                        "places",
                                report.places().stream()
                                        .map(ImportReport.Skip::toString)
                                        .toList()));
    }
}
