package dev.chatstore.redis.cache;

/**
 * A time that the server's clock has certainly reached: its time in the last reply, and what our own clock has counted
 * since. Each change carries it, so that a server that stood still meanwhile does not take an old change for a new one.
 * Thread-safe.
 */
final class ServerClock {
    /** Before the first reply. */
    static final long UNKNOWN = -1;

    private static final long NANOS_OF_MILLI = 1_000_000;

    private volatile Reading last = new Reading(UNKNOWN, 0);

    private record Reading(long millis, long nanos) {}

    /** Records the server's time in a reply that has just arrived. */
    void observe(long millis) {
        last = new Reading(millis, System.nanoTime());
    }

    /** Returns a time in milliseconds that is not later than the server's, or {@link #UNKNOWN}. */
    long atLeast() {
        Reading reading = last;
        return reading.millis == UNKNOWN
                ? UNKNOWN
                : reading.millis + (System.nanoTime() - reading.nanos) / NANOS_OF_MILLI;
    }
}
