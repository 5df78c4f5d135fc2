package dev.chatstore.core.retention;

import dev.chatstore.api.InvalidInputException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant keeps. A part that is null limits nothing. Start from {@link #KEEP_ALL}.
 *
 * @param keepMessages the number of newest messages that are kept of each conversation, at least 1, or null
 * @param keepMessagesOfOwner the number of newest messages that are kept of each owner in all of the owner's conversations
 *     together, at least 1, or null
 * @param removeAfter the time without activity after which a conversation is removed, 1 minute to 36,500 days, or null
 * @param archiveAfter the time without activity after which a conversation gets the archived flag, 1 minute to 36,500 days, or null
 * @param removeMessagesAfter the age after which messages are removed, 1 minute to 36,500 days, or null
 */
public record RetentionPolicy(
        @Nullable Integer keepMessages,
        @Nullable Integer keepMessagesOfOwner,
        @Nullable Duration removeAfter,
        @Nullable Duration archiveAfter,
        @Nullable Duration removeMessagesAfter) {
    /** The policy that keeps everything. */
    public static final RetentionPolicy KEEP_ALL = new RetentionPolicy(null, null, null, null, null);

    private static final String RANGE = "1 minute to 36,500 days";

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Creates a policy and checks its parts.
     *
     * @throws InvalidInputException if a part is out of its range
     */
    public RetentionPolicy {
        check("keepMessages", keepMessages);
        check("keepMessagesOfOwner", keepMessagesOfOwner);
        check("removeAfter", removeAfter);
        check("archiveAfter", archiveAfter);
        check("removeMessagesAfter", removeMessagesAfter);
    }

    private static void check(String part, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw new InvalidInputException("policy." + part, "must be at least 1", 0);
        }
    }

    private static void check(String part, @Nullable Duration time) {
        if (time != null && (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0)) {
            throw new InvalidInputException("policy." + part, "must be " + RANGE, 0);
        }
    }

    /** Returns this policy with another number of messages to keep of each conversation. */
    public RetentionPolicy keepMessages(@Nullable Integer number) {
        return new RetentionPolicy(number, keepMessagesOfOwner, removeAfter, archiveAfter, removeMessagesAfter);
    }

    /** Returns this policy with another number of messages to keep of each owner. */
    public RetentionPolicy keepMessagesOfOwner(@Nullable Integer number) {
        return new RetentionPolicy(keepMessages, number, removeAfter, archiveAfter, removeMessagesAfter);
    }

    /** Returns this policy with another time without activity after which a conversation is removed. */
    public RetentionPolicy removeAfter(@Nullable Duration time) {
        return new RetentionPolicy(keepMessages, keepMessagesOfOwner, time, archiveAfter, removeMessagesAfter);
    }

    /** Returns this policy with another time without activity after which a conversation gets the archived flag. */
    public RetentionPolicy archiveAfter(@Nullable Duration time) {
        return new RetentionPolicy(keepMessages, keepMessagesOfOwner, removeAfter, time, removeMessagesAfter);
    }

    /** Returns this policy with another age after which messages are removed. */
    public RetentionPolicy removeMessagesAfter(@Nullable Duration age) {
        return new RetentionPolicy(keepMessages, keepMessagesOfOwner, removeAfter, archiveAfter, age);
    }

    /** Returns whether the policy limits nothing. */
    public boolean keepsAll() {
        return equals(KEEP_ALL);
    }
}
