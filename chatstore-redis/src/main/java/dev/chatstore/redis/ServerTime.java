package dev.chatstore.redis;

/**
 * What the server's clock shows at least, told from its last reply and the time since by our own. What we send carries
 * it, so that a server that stood still in between does not take what is old for new.
 */
final class ServerTime {
    /** Not known yet. */
    static final long UNKNOWN = -1;

    private static final long NANOS_OF_MILLI = 1_000_000;

    private volatile Reading last = new Reading(UNKNOWN, 0);

    private record Reading(long millis, long nanos) {}

    /** Takes note of the time that a reply has just brought. */
    void told(long millis) {
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
