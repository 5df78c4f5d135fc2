package dev.chatstore.cli.life;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.archive.run.ArchiveReport;
import dev.chatstore.core.archive.run.ArchiveRule;
import dev.chatstore.core.archive.run.ArchiveSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves messages into the archive. */
@Command(
        name = "archive",
        description = {
            "Moves messages of idle conversations, and older ones of active conversations, into the compressed",
            "archive, by the settings archive.* or the options in their place. Nothing is removed: every read still",
            "finds them, and unarchive brings them back. A conversation that is named goes as a whole, but for its",
            "newest message. If another process is at it, the command ends with 5; if conversations were left since",
            "they are damaged or changed again and again, with 10."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore archive --dry-run --after 30d --keep-newest 200",
            "  chatstore archive --config bot.properties",
            "  chatstore archive --conversation telegram-4711"
        })
public final class ArchiveCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Option(
            names = "--after",
            paramLabel = "TIME",
            description = "Move the messages of conversations after a time without activity, such as 30d.")
    private @Nullable String after;

    @Option(
            names = "--keep-newest",
            paramLabel = "N",
            description = "Of an active conversation, move the messages before the newest ones in whole segments.")
    private @Nullable String keepNewest;

    @Option(
            names = "--min-messages",
            paramLabel = "N",
            description = "Leave a conversation of which fewer messages would be moved.")
    private @Nullable String minMessages;

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "Only this conversation, whatever the settings say.")
    private @Nullable String conversation;

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            description = "Only this tenant (default: all; with --conversation: default).")
    private @Nullable String tenant;

    @Option(names = "--dry-run", description = "Only say what would be moved.")
    private boolean dryRun;

    /** Creates the command. */
    public ArchiveCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open("What was moved stays so. The same command moves the rest.")) {
            Archive archive = archive(store);
            try (ProgressDisplay progress = options.progress("archive", () -> ProgressDisplay.UNKNOWN)) {
                Archive shown = archive.onProgress(counts -> progress.reached(counts.conversations()));
                Optional<ArchiveReport> done = conversation == null ? shown.run() : shown.archive(named());
                return ArchiveRendering.report(options, done).number();
            }
        }
    }

    private ConversationId named() {
        return ConversationId.of(
                tenant == null ? ConversationId.DEFAULT_TENANT : tenant, conversation == null ? "" : conversation);
    }

    private Archive archive(OpenStore store) {
        Archive archive = store.storage().archive();
        archive = archive.withRule(rule(archive.rule()));
        if (conversation == null && archive.rule().keepsAll()) {
            throw new UsageException(
                    "nothing to move: give --after, --keep-newest or --conversation, or set archive.*");
        }
        if (tenant != null && conversation == null) {
            archive = archive.ofTenant(tenant);
        }
        return dryRun ? archive.counting() : archive;
    }

    /** Options of which one is given stand in place of the settings, but for the least number. */
    private ArchiveRule rule(ArchiveRule ofSettings) {
        if (conversation != null && (after != null || keepNewest != null || minMessages != null)) {
            throw new UsageException("--conversation moves all but the newest message: it goes with no other rule");
        }
        ArchiveRule rule = ofSettings;
        if (after != null || keepNewest != null) {
            rule = rule.withAfter(
                            after == null
                                    ? null
                                    : ArchiveSettings.AFTER.parse(after).orElse(null))
                    .withKeepNewest(
                            keepNewest == null
                                    ? null
                                    : ArchiveSettings.KEEP_NEWEST
                                            .parse(keepNewest)
                                            .orElse(null));
        }
        return minMessages == null ? rule : rule.withMinMessages(ArchiveSettings.MIN_MESSAGES.parse(minMessages));
    }
}
