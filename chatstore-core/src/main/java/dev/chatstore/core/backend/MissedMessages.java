package dev.chatstore.core.backend;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.util.List;

/** The messages that a writer missed, as a conflict carries them. */
public final class MissedMessages {
    /**
     * Number of newest messages that a store reads for a conflict: one more than it carries shows that some are left
     * out.
     */
    public static final int TO_READ = ConflictException.MAX_MISSED + 1;

    private MissedMessages() {}

    /**
     * Returns the conflict of a writer that expected another version. It carries the messages after the expected
     * version, of which the newest {@link ConflictException#MAX_MISSED} are kept.
     *
     * @param currentVersion the version of the conversation, 0 if it does not exist
     * @param newest the newest messages, oldest first: at least {@link #TO_READ}, or all
     */
    public static ConflictException conflict(
            ConversationId id, long expectedVersion, long currentVersion, List<Message> newest) {
        List<Message> missed = newest.stream()
                .filter(message -> message.version() > expectedVersion)
                .toList();
        int from = Math.max(0, missed.size() - ConflictException.MAX_MISSED);
        return ConflictException.of(
                id, expectedVersion, currentVersion, missed.subList(from, missed.size()), from == 0);
    }
}
