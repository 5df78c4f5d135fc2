package dev.chatstore.testkit.history;

/**
 * A bound of the length of a conversation: it had at least that many messages from an instant on, or at most that many
 * until the instant.
 *
 * @param length the number of messages
 * @param at the instant, in nanoseconds
 * @param isLower whether the length is a lower bound
 * @param what the call that establishes the bound
 */
record LengthBound(long length, long at, boolean isLower, String what) {
    static LengthBound atLeast(long length, long at, String what) {
        return new LengthBound(length, at, true, what);
    }

    static LengthBound atMost(long length, long at, String what) {
        return new LengthBound(length, at, false, what);
    }
}
