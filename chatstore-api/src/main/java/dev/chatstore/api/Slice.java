package dev.chatstore.api;

/** Which messages of a conversation to read. Whatever the slice, they come oldest first. */
public sealed interface Slice {
    /** The most messages in one slice. */
    int MAX_LIMIT = 10_000;

    /** How many messages at most. */
    int limit();

    /**
     * The messages that come after a sequence, from the one right after it on.
     *
     * @param sequence where to start, 0 for the conversation's start
     * @param limit how many at most, 1 to {@value #MAX_LIMIT}
     */
    record After(long sequence, int limit) implements Slice {
        /**
         * Makes a slice after checking its parts.
         *
         * @throws InvalidInputException if the sequence is negative or the limit is out of range
         */
        public After {
            Checks.atLeast("slice.sequence", sequence, 0);
            checkLimit(limit);
        }
    }

    /**
     * The messages that come before a sequence, up to the one right before it.
     *
     * @param sequence where to stop
     * @param limit how many at most, 1 to {@value #MAX_LIMIT}; the ones nearest to the sequence are kept
     */
    record Before(long sequence, int limit) implements Slice {
        /**
         * Makes a slice after checking its parts.
         *
         * @throws InvalidInputException if the sequence is negative or the limit is out of range
         */
        public Before {
            Checks.atLeast("slice.sequence", sequence, 0);
            checkLimit(limit);
        }
    }

    /**
     * The messages on the path that leads from the conversation's start through each message's parent to a leaf.
     *
     * @param leaf the sequence of the path's last message
     * @param limit how many at most, 1 to {@value #MAX_LIMIT}; the ones nearest to the leaf are kept
     */
    record PathTo(long leaf, int limit) implements Slice {
        /**
         * Makes a slice after checking its parts.
         *
         * @throws InvalidInputException if the leaf is not positive or the limit is out of range
         */
        public PathTo {
            Checks.atLeast("slice.leaf", leaf, 1);
            checkLimit(limit);
        }
    }

    /** Returns the slice of the first messages. */
    static Slice oldest(int limit) {
        return new After(0, limit);
    }

    /** Returns the slice of the last messages. */
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

    private static void checkLimit(int limit) {
        Checks.between("slice.limit", limit, 1, MAX_LIMIT);
    }
}
