package dev.chatstore.core.operations;

import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.List;

/**
 * One cached entry that is not what the durable store has. It holds no text.
 *
 * @param conversation whose entry
 * @param tier where it was found
 * @param kind what is the matter
 * @param cachedVersion the version of the entry, 0 where it says that the conversation is not there
 * @param durableVersion the durable store's version, 0 where the conversation is not there
 * @param age how long before, at the latest, the entry was known to be current
 * @param differences the names of what differs, such as {@code head.tokens} and {@code message 7.text}; at most {@value
 *     #MAX_DIFFERENCES}, and none of an entry that is only older
 * @param repaired whether it was dropped; an entry that is late is left to the bound
 */
// Eight components: a line of a log.
public record Divergence(
        ConversationId conversation,
        Place tier,
        Kind kind,
        long cachedVersion,
        long durableVersion,
        Duration age,
        List<String> differences,
        boolean repaired) {
    /** The most differences that are named. */
    public static final int MAX_DIFFERENCES = 20;

    /** Where an entry is. */
    public enum Place {
        /** What this process remembers. */
        PROCESS,
        /** What processes share. */
        SHARED
    }

    /** What is the matter with an entry. */
    public enum Kind {
        /** It is older than the durable store's, within the bound: as it may be. */
        LATE,
        /** It is older than the durable store's, beyond the bound: no read shows it before it was compared. */
        OLD,
        /** It says what the durable store does not say at that version. */
        WRONG
    }

    /** Makes it; the list is copied. */
    public Divergence {
        differences = List.copyOf(differences);
    }
}
