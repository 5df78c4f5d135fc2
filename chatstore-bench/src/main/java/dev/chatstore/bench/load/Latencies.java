package dev.chatstore.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** The durations of the operations, in microseconds. Safe for use by multiple threads, except {@link #take}. */
final class Latencies {
    private static final int DIGITS = 3;

    private final Map<Operation, Recorder> recorders = new EnumMap<>(Operation.class);

    Latencies() {
        for (Operation operation : Operation.values()) {
            recorders.put(operation, new Recorder(DIGITS));
        }
    }

    /** Returns the result of the work, and records its duration if it succeeds. */
    <T> T time(Operation operation, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        Recorder recorder = recorders.get(operation);
        if (recorder != null) {
            recorder.recordValue(micros);
        }
        return result;
    }

    /** Returns what was recorded since the last call. */
    Map<Operation, Histogram> take() {
        Map<Operation, Histogram> taken = new EnumMap<>(Operation.class);
        recorders.forEach((operation, recorder) -> taken.put(operation, recorder.getIntervalHistogram()));
        return taken;
    }
}
