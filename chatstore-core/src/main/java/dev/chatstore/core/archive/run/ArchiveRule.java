package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages go into the archive. The newest message of a conversation never does.
 *
 * @param after the time without activity after which all messages but the newest go; null for never
 * @param keepNewest the number of newest messages of an active conversation that stay, while the older ones go as soon as they
 *     fill a segment; null for all
 * @param minMessages the least number of messages that are moved of a conversation at once, 1 or more
 */
public record ArchiveRule(
        @Nullable Duration after, @Nullable Integer keepNewest, int minMessages) {
    /** The least number of messages that are moved at once without a setting. */
    public static final int MIN_MESSAGES = 10;

    /** The rule by which nothing goes into the archive. */
    public static final ArchiveRule NONE = new ArchiveRule(null, null, MIN_MESSAGES);

    /** The rule by which all messages but the newest go at once. */
    static final ArchiveRule ALL = new ArchiveRule(Duration.ZERO, null, 1);

    /**
     * Creates a rule.
     *
     * @throws InvalidInputException if a number is less than 1, or the time is negative
     */
    public ArchiveRule {
        if (after != null && after.isNegative()) {
            throw new InvalidInputException("rule.after", "must not be negative", 0);
        }
        if (keepNewest != null && keepNewest < 1) {
            throw new InvalidInputException("rule.keepNewest", "must be 1 or more", 0);
        }
        if (minMessages < 1) {
            throw new InvalidInputException("rule.minMessages", "must be 1 or more", 0);
        }
    }

    /** Returns this rule with another time without activity. */
    public ArchiveRule withAfter(@Nullable Duration time) {
        return new ArchiveRule(time, keepNewest, minMessages);
    }

    /** Returns this rule with another number of newest messages that stay. */
    public ArchiveRule withKeepNewest(@Nullable Integer messages) {
        return new ArchiveRule(after, messages, minMessages);
    }

    /** Returns this rule with another least number of messages that are moved at once. */
    public ArchiveRule withMinMessages(int messages) {
        return new ArchiveRule(after, keepNewest, messages);
    }

    /** Returns whether no message goes into the archive. */
    public boolean keepsAll() {
        return after == null && keepNewest == null;
    }

    boolean isIdle(Conversation head, Instant now) {
        return after != null && !head.lastActivity().isAfter(now.minus(after));
    }

    /**
     * Returns the sequence of the last message that goes, which is before the first one if none does.
     *
     * @param first the sequence of the oldest message outside of segments
     * @param segment the number of messages in a segment
     */
    long last(Conversation head, long first, int segment, Instant now) {
        if (isIdle(head, now)) {
            return head.lastSequence() - 1;
        }
        if (keepNewest == null) {
            return first - 1;
        }
        // Whole segments: an active conversation would get a tiny one with each run.
        long full = Math.max(0, head.lastSequence() - keepNewest - first + 1) / segment;
        return first + full * segment - 1;
    }
}
