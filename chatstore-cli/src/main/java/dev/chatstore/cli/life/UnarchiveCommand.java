package dev.chatstore.cli.life;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.archive.run.Archive;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings messages back from the archive. */
@Command(
        name = "unarchive",
        description = {
            "Brings all messages of a conversation, or of all conversations, back from the archive. The next run of",
            "the archive moves them again if its settings name them. If another process is at it, the command ends",
            "with 5; if a conversation was left since it is damaged, with 10.",
            "An id that begins with - goes to the end, after --."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore unarchive telegram-4711",
            "  chatstore unarchive --all --dry-run",
            "  chatstore unarchive --all --tenant acme"
        })
public final class UnarchiveCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Parameters(arity = "0..1", paramLabel = "CONVERSATION", description = "The conversation's id.")
    private @Nullable String id;

    @Option(names = "--all", description = "All conversations.")
    private boolean all;

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            description = "The tenant (default: default; with --all: all).")
    private @Nullable String tenant;

    @Option(names = "--dry-run", description = "Only say what would be brought back.")
    private boolean dryRun;

    /** Creates the command. */
    public UnarchiveCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (all == (id != null)) {
            throw new UsageException("which conversation? Give an id, or --all");
        }
        try (OpenStore store = options.open("What was brought back stays so. The same command brings back the rest.")) {
            Archive ofStore = store.storage().archive();
            Archive archive = dryRun ? ofStore.counting() : ofStore;
            try (ProgressDisplay progress = options.progress("unarchive", () -> ProgressDisplay.UNKNOWN)) {
                return code(store, archive.onProgress(counts -> progress.reached(counts.conversations())))
                        .number();
            }
        }
    }

    private ExitCode code(OpenStore store, Archive archive) {
        if (id == null) {
            Archive some = tenant == null ? archive : archive.ofTenant(tenant);
            return ArchiveRendering.report(options, some.unarchiveAll());
        }
        ConversationId conversation = ConversationId.of(tenant == null ? ConversationId.DEFAULT_TENANT : tenant, id);
        if (store.chats().find(conversation).isEmpty()) {
            options.note("There is no conversation " + id + ".");
            return ExitCode.NOT_FOUND;
        }
        return ArchiveRendering.report(options, archive.unarchive(conversation));
    }
}
