package dev.chatstore.bench.life;

/**
 * What happened in one or more slices.
 *
 * @param appends the number of messages that the writers appended in them
 * @param nanos their time
 * @param messages the number of messages that runs moved or removed
 * @param runNanos the time of these runs
 */
record WriterSlice(long appends, long nanos, long messages, long runNanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    WriterSlice plus(WriterSlice other) {
        return new WriterSlice(
                appends + other.appends, nanos + other.nanos, messages + other.messages, runNanos + other.runNanos);
    }

    double appendsPerSecond() {
        return appends * NANOS_PER_SECOND / nanos;
    }

    double messagesPerSecond() {
        return messages * NANOS_PER_SECOND / runNanos;
    }

    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }
}
