package dev.chatstore.peers;

/**
 * What a slice measured.
 *
 * @param walBytes growth of PostgreSQL's write-ahead log, including that of its background processes
 */
record Measured(int callers, long calls, long nanos, long walBytes) {
    double perSecond() {
        return calls * 1e9 / nanos;
    }

    /** Returns the mean time that a caller waited for a call. */
    double microsPerCall() {
        return nanos / 1e3 * callers / calls;
    }

    double walPerCall() {
        return (double) walBytes / calls;
    }
}
