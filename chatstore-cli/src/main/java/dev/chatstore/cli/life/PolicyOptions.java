package dev.chatstore.cli.life;

import dev.chatstore.core.retention.RetentionPolicy;
import dev.chatstore.core.retention.RetentionSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is kept, in place of the settings. */
final class PolicyOptions {
    @Option(
            names = "--keep-messages",
            paramLabel = "N",
            description = "Keep only the newest messages of each conversation.")
    private @Nullable String keepMessages;

    @Option(
            names = "--keep-messages-of-owner",
            paramLabel = "N",
            description = "Keep only the newest messages of each owner, in all conversations together.")
    private @Nullable String keepMessagesOfOwner;

    @Option(
            names = "--remove-after",
            paramLabel = "TIME",
            description = "Remove conversations after a time without activity, such as 365d.")
    private @Nullable String removeAfter;

    @Option(
            names = "--archive-after",
            paramLabel = "TIME",
            description = "Give conversations the archived flag after a time without activity.")
    private @Nullable String archiveAfter;

    @Option(names = "--remove-messages-after", paramLabel = "TIME", description = "Remove messages after an age.")
    private @Nullable String removeMessagesAfter;

    /** Returns the policy of the options, which keeps everything if none is given. */
    RetentionPolicy policy() {
        RetentionPolicy policy = RetentionPolicy.KEEP_ALL;
        if (keepMessages != null) {
            policy = policy.keepMessages(
                    RetentionSettings.KEEP_MESSAGES.parse(keepMessages).orElse(null));
        }
        if (keepMessagesOfOwner != null) {
            policy = policy.keepMessagesOfOwner(RetentionSettings.KEEP_MESSAGES_OF_OWNER
                    .parse(keepMessagesOfOwner)
                    .orElse(null));
        }
        if (removeAfter != null) {
            policy = policy.removeAfter(
                    RetentionSettings.REMOVE_AFTER.parse(removeAfter).orElse(null));
        }
        if (archiveAfter != null) {
            policy = policy.archiveAfter(
                    RetentionSettings.ARCHIVE_AFTER.parse(archiveAfter).orElse(null));
        }
        if (removeMessagesAfter != null) {
            policy = policy.removeMessagesAfter(RetentionSettings.REMOVE_MESSAGES_AFTER
                    .parse(removeMessagesAfter)
                    .orElse(null));
        }
        return policy;
    }
}
