package dev.chatstore.bench;

import dev.chatstore.bench.jmh.JmhRunner;
import dev.chatstore.bench.jmh.MemoryStoreBenchmarks;
import dev.chatstore.bench.jmh.ProcessCacheBenchmarks;
import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.CachedMessageHeap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happens in the process alone: reads from its cache, the store in memory, and the heap of cached messages. */
final class ProcessSection implements Section {
    private static final int ROUNDS = 3;

    private final Options options;
    private final List<Step> steps = new ArrayList<>();

    ProcessSection(Options options) {
        this.options = options;
        compare(
                "L1 recent(20)",
                Aim.timeWithin(1.8),
                ProcessCacheBenchmarks.class,
                "recent",
                "getIfPresent",
                "Caffeine getIfPresent");
        if (!options.isShort()) {
            Aim none = Aim.none(Kind.TIME);
            compare(
                    "memory recent(20), conversation of 100,000",
                    none,
                    MemoryStoreBenchmarks.class,
                    "recent",
                    "copy",
                    "copy of a list's end");
            compare(
                    "memory append, 1 caller",
                    none,
                    MemoryStoreBenchmarks.class,
                    "append",
                    "add",
                    "add to a list in a map");
        }
        String heap = "L1 heap of a message beyond its text of 200 bytes";
        List<Aim> aims = List.of(new Aim(Kind.BYTES, 100.0));
        steps.add(Step.taking(
                Duration.ofSeconds(10),
                heap,
                aims,
                plan -> single(heap, aims, "heap", List.of(Figures.of(CachedMessageHeap.bytes())))));
    }

    /** Returns a result without a raw operation. */
    static Result single(String path, List<Aim> aims, String label, List<Figures> rounds) {
        return new Result(path, aims, List.of(), List.of(new Result.Measured(label, rounds)), List.of(), null);
    }

    private void compare(String path, Aim aim, Class<?> type, String method, String rawMethod, String raw) {
        // Four JVMs in each round, each of which starts in a second.
        Duration time = Duration.ofSeconds(ROUNDS * 4L * (2L * options.jmhSeconds() + 1));
        steps.add(Step.taking(time, path, List.of(aim), plan -> {
            List<Figures> ours = new ArrayList<>();
            List<Figures> theirs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(JmhRunner.run(type, method, options.jmhSeconds()));
                theirs.add(JmhRunner.run(type, rawMethod, options.jmhSeconds()));
            }
            return new Result(
                    path,
                    List.of(aim),
                    List.of(),
                    List.of(new Result.Measured("store", ours), new Result.Measured(raw, theirs)),
                    List.of(),
                    null);
        }));
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public List<Backend> backends() {
        return List.of();
    }

    @Override
    public Duration opening() {
        return Duration.ZERO;
    }

    @Override
    public void open(List<Step> selected) {}

    @Override
    public void close() {}
}
