package dev.chatstore.cli.command;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import dev.chatstore.core.transfer.ImportReport.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings conversations in. */
@Command(
        name = "import",
        description = {
            "Brings conversations in from a file or a folder. Creates the store if it does not exist.",
            "The same command run again adds what is missing, after an interrupt as after new messages."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore import history.jsonl --format chat-completions --store sqlite:bot.db",
            "  chatstore import customers.json --format customer-map --tenant acme",
            "  chatstore import conversations/ --format conversation-folder --json | jq .skipped"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Parameters(paramLabel = "SOURCE", description = "The file, or the folder.")
    private @Nullable Path source;

    @Option(
            names = {"-f", "--format"},
            required = true,
            paramLabel = "FORMAT",
            description = "The format: ${COMPLETION-CANDIDATES}.")
    private @Nullable ImportFormat format;

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

    /** Creates the command. */
    public ImportCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Path from = source;
        ImportFormat shape = format;
        if (from == null || shape == null) {
            throw new IllegalStateException("the command was not called by its parser");
        }
        if (Files.notExists(from)) {
            throw new NoSuchFileException(from.toString());
        }
        try (OpenStore store =
                options.create("What was imported is stored. The same command goes on and adds the rest.")) {
            ImportReport report;
            try (ProgressDisplay progress = options.progress("import", () -> shape.total(from))) {
                report = shape.read(into(store.storage().chats(), progress), from);
            }
            print(report);
            return (report.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private HistoryImport into(ChatStore chats, ProgressDisplay progress) {
        HistoryImport into = HistoryImport.into(chats)
                .forTenant(tenant)
                .onProgress(counts -> progress.reached(counts.report().conversations()));
        return origin == null ? into : into.fromOrigin(origin);
    }

    private void print(ImportReport report) {
        if (options.isJson()) {
            options.printJson(
                    "run", null,
                    "conversations", report.conversations(),
                    "added", report.added(),
                    "alreadyThere", report.alreadyThere(),
                    "changedMeaning", null,
                    "skipped", report.skipped(),
                    "skips", report.skips().stream().map(ImportCommand::of).toList());
            return;
        }
        options.print(report.summary());
        options.noteFirst("Skipped", report.skips(), report.skipped());
    }

    private static Map<String, @Nullable Object> of(Skip skip) {
        ConversationId conversation = skip.conversation();
        return JsonOutput.object(
                "file", skip.file(),
                "line", skip.line(),
                "column", skip.column(),
                "conversation", conversation == null ? null : conversation.value(),
                "message", skip.message(),
                "reason", skip.reason());
    }
}
