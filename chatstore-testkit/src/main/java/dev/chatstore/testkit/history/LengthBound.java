package dev.chatstore.testkit.history;

/**
 * Says that a conversation had at least that many messages from an instant on, or at most that many before it.
 *
 * @param length how many
 * @param at the instant, in nanoseconds
 * @param isLower whether it is the least
 * @param what which call says so
 */
record LengthBound(long length, long at, boolean isLower, String what) {
    static LengthBound atLeast(long length, long at, String what) {
        return new LengthBound(length, at, true, what);
    }

    static LengthBound atMost(long length, long at, String what) {
        return new LengthBound(length, at, false, what);
    }
}
