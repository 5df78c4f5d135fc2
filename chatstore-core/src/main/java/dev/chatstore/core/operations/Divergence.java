package dev.chatstore.core.operations;

import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.List;

/**
 * One cached entry that differs from the durable store. It holds no text.
 *
 * @param conversation the conversation
 * @param tier the cache that has the entry
 * @param kind how the entry differs
 * @param cachedVersion the version of the entry, 0 if it says that the conversation does not exist
 * @param durableVersion the durable store's version, 0 if the conversation does not exist
 * @param age the time since the entry was last known to be current
 * @param differences the names of the fields that differ, such as {@code head.tokens} and {@code message 7.text}: at
 *     most {@value #MAX_DIFFERENCES}, and none if the entry is only older
 * @param repaired whether the entry was dropped; one that is {@link Kind#LATE} is kept
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
    /** Maximum number of differences that are named. */
    public static final int MAX_DIFFERENCES = 20;

    /** The cache that has an entry. */
    public enum Place {
        /** The cache of this process. */
        PROCESS,
        /** The cache that processes share. */
        SHARED
    }

    /** How an entry differs. */
    public enum Kind {
        /** It is older than the durable store's state, within the bound, as it may be. */
        LATE,
        /** It is older than the durable store's state, beyond the bound. No read uses it without a comparison. */
        OLD,
        /** It says what the durable store does not say at that version. */
        WRONG
    }

    /** Creates it; the list is copied. */
    public Divergence {
        differences = List.copyOf(differences);
    }
}
