package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.ProgressUnit;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import dev.chatstore.core.transfer.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings conversations in. */
@Command(
        name = "import",
        description = {
            "Brings conversations in from a file, a folder or an archive of any known format.",
            "Creates the store if it does not exist. The same command run again adds what is missing,",
            "after an interrupt as after new messages. `inspect` says first what a source is and asks."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore import export.zip --store sqlite:bot.db",
            "  chatstore import chat.txt --zone Europe/Oslo --assistant Bot --dry-run",
            "  chatstore import customers.json --tenant acme --verify --json | jq .skipped"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final ImportAnswers answers = new ImportAnswers();

    @Parameters(paramLabel = "SOURCE", description = "The file, the folder, or the zip or gzip archive.")
    private Path source = Path.of("");

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

    @Option(names = "--verify", description = "Compare the store with the source afterwards, message by message.")
    private boolean verify;

    /** Creates the command. */
    public ImportCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (dryRun && verify) {
            throw new UsageException("--verify compares what was stored, and --dry-run stores nothing");
        }
        if (Files.notExists(source)) {
            throw new NoSuchFileException(source.toString());
        }
        try (OpenStore store =
                options.create("What was imported is stored. The same command goes on and adds the rest.")) {
            ImportReport report = run(store);
            options.printReport(report.text(), report.json());
            options.noteFirst("Skipped", report.skips(), report.skipped());
            ExitCode code = report.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
            return (verify && !verified(store) ? ExitCode.DIFFERENT : code).number();
        }
    }

    private HistoryImport into(OpenStore store, AtomicLong total, ProgressDisplay progress) {
        HistoryImport into = HistoryImport.into(store.storage().chats())
                .forTenant(tenant)
                .with(answers.options())
                .onProgress(reached -> {
                    total.set(reached.bytes());
                    progress.reached(reached.bytesRead());
                });
        return origin == null ? into : into.fromOrigin(origin);
    }

    private ImportReport run(OpenStore store) throws IOException {
        AtomicLong total = new AtomicLong(ProgressDisplay.UNKNOWN);
        try (ProgressDisplay progress = options.progress("import", ProgressUnit.BYTES, total::get)) {
            HistoryImport into = into(store, total, progress);
            return dryRun ? into.dryRun(source) : into.run(source);
        }
    }

    private boolean verified(OpenStore store) throws IOException {
        AtomicLong total = new AtomicLong(ProgressDisplay.UNKNOWN);
        VerifyReport report;
        try (ProgressDisplay progress = options.progress("verify", ProgressUnit.BYTES, total::get)) {
            report = into(store, total, progress).verify(source);
        }
        options.note("Verified: " + report.equal() + " equal, " + report.missing() + " missing, " + report.different()
                + " different");
        report.places().stream().limit(20).forEach(place -> options.note("  " + place));
        return report.isComplete();
    }
}
