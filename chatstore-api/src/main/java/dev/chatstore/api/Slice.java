package dev.chatstore.api;

/**
 * Selects messages of a conversation. Every slice is read oldest first.
 *
 * <p>More kinds may be added: backends are updated with them, and other code needs a default.
 */
public sealed interface Slice {
    /** The maximum number of messages in one slice. */
    int MAX_LIMIT = 10_000;

    /** Returns the maximum number of messages. */
    int limit();

    /**
     * The messages after a sequence.
     *
     * @param sequence the sequence right before the first message, 0 for the conversation's start
     * @param limit the maximum number of messages, 1 to {@value #MAX_LIMIT}; the oldest are kept
     */
    record After(long sequence, int limit) implements Slice {
        /**
         * Creates a slice and checks its parts.
         *
         * @throws InvalidInputException if the sequence is negative or the limit is out of range
         */
        public After {
            Checks.atLeast("slice.sequence", sequence, 0);
            checkLimit(limit);
        }
    }

    /**
     * The messages before a sequence.
     *
     * @param sequence the sequence right after the last message
     * @param limit the maximum number of messages, 1 to {@value #MAX_LIMIT}; the newest are kept
     */
    record Before(long sequence, int limit) implements Slice {
        /**
         * Creates a slice and checks its parts.
         *
         * @throws InvalidInputException if the sequence is negative or the limit is out of range
         */
        public Before {
            Checks.atLeast("slice.sequence", sequence, 0);
            checkLimit(limit);
        }
    }

    /**
     * The messages on the path from the conversation's start to a leaf, along each message's parent.
     *
     * @param leaf the sequence of the path's last message, or {@link #NEWEST} for the conversation's newest message
     * @param limit the maximum number of messages, 1 to {@value #MAX_LIMIT}; those nearest to the leaf are kept
     */
    record PathTo(long leaf, int limit) implements Slice {
        /** In place of a leaf: the conversation's newest message. */
        public static final long NEWEST = Long.MAX_VALUE;

        /**
         * Creates a slice and checks its parts.
         *
         * @throws InvalidInputException if the leaf is not positive or the limit is out of range
         */
        public PathTo {
            Checks.atLeast("slice.leaf", leaf, 1);
            checkLimit(limit);
        }
    }

    /**
     * The replies to a message: the messages whose parent it is.
     *
     * @param parent the sequence of the message that is replied to, 0 for the messages that begin at the conversation's
     *     start
     * @param afterSequence the sequence after which the replies are, 0 for all of them
     * @param limit the maximum number of messages, 1 to {@value #MAX_LIMIT}; the oldest are kept
     */
    record RepliesTo(long parent, long afterSequence, int limit) implements Slice {
        /**
         * Creates a slice and checks its parts.
         *
         * @throws InvalidInputException if a sequence is negative or the limit is out of range
         */
        public RepliesTo {
            Checks.atLeast("slice.parent", parent, 0);
            Checks.atLeast("slice.afterSequence", afterSequence, 0);
            checkLimit(limit);
        }
    }

    /** Returns the slice of the first messages. */
    static Slice oldest(int limit) {
        return new After(0, limit);
    }

    /** Returns the slice of the newest messages. */
    static Slice newest(int limit) {
        return new Before(Long.MAX_VALUE, limit);
    }

    /** Returns the slice of the messages right after a sequence. */
    static Slice after(long sequence, int limit) {
        return new After(sequence, limit);
    }

    /** Returns the slice of the messages right before a sequence. */
    static Slice before(long sequence, int limit) {
        return new Before(sequence, limit);
    }

    /** Returns the slice of the messages on the path to a leaf. */
    static Slice pathTo(long leaf, int limit) {
        return new PathTo(leaf, limit);
    }

    /** Returns the slice of the messages on the path to the conversation's newest message. */
    static Slice pathToNewest(int limit) {
        return new PathTo(PathTo.NEWEST, limit);
    }

    /** Returns the slice of the first replies to a message. */
    static Slice repliesTo(long parent, int limit) {
        return new RepliesTo(parent, 0, limit);
    }

    /** Returns the slice of the replies to a message that come after a sequence, to read many replies page by page. */
    static Slice repliesTo(long parent, long afterSequence, int limit) {
        return new RepliesTo(parent, afterSequence, limit);
    }

    private static void checkLimit(int limit) {
        Checks.between("slice.limit", limit, 1, MAX_LIMIT);
    }
}
