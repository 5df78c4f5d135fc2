package dev.chatstore.bench;

import static dev.chatstore.bench.Conversations.MANY;
import static dev.chatstore.bench.Conversations.ONE_OF_10;
import static dev.chatstore.bench.Conversations.ONE_OF_100_000;

import dev.chatstore.bench.CachedServerBenchmarks.Caches;
import dev.chatstore.bench.CachedServerBenchmarks.Listener;
import dev.chatstore.bench.Comparison.Aim;
import java.util.ArrayList;
import java.util.List;

/** All rows of the table. */
final class Comparisons {
    private Comparisons() {}

    static List<Comparison> all() {
        List<Comparison> comparisons = new ArrayList<>();
        reads(comparisons);
        appends(comparisons);
        memory(comparisons);
        caches(comparisons);
        for (DatabaseServer server : DatabaseServer.values()) {
            comparisons.addAll(ServerComparisons.of(server));
        }
        return comparisons;
    }

    private static void reads(List<Comparison> comparisons) {
        for (Conversations conversations : List.of(ONE_OF_10, ONE_OF_100_000)) {
            for (int limit : List.of(20, 50)) {
                String path = "SQLite recent(" + limit + "), " + name(conversations);
                BenchmarkCase ours = read(SqliteRecentBenchmarks.class, "recent", "store", conversations, limit);
                comparisons.add(new Comparison(
                        path,
                        ours,
                        List.of(read(
                                SqliteRecentBenchmarks.class, "query", "query, same objects", conversations, limit)),
                        Aim.timeWithin(1.2)));
                comparisons.add(new Comparison(
                        path,
                        ours,
                        List.of(read(
                                SqliteRecentBenchmarks.class, "columns", "query, columns only", conversations, limit)),
                        Aim.NONE));
            }
        }
    }

    private static void appends(List<Comparison> comparisons) {
        for (boolean concurrent : List.of(false, true)) {
            Aim aim = concurrent ? Aim.rateAtLeast(4) : Aim.timeWithin(1.3);
            for (Conversations conversations : List.of(ONE_OF_10, ONE_OF_100_000, MANY)) {
                BenchmarkCase ours = append("append", conversations, concurrent);
                List<BenchmarkCase> raw = inserts(conversations, concurrent);
                comparisons.add(new Comparison(
                        "SQLite append" + threads(concurrent) + ", " + name(conversations), ours, raw, aim));
                if (conversations == ONE_OF_100_000) {
                    comparisons.add(new Comparison(
                            "SQLite append" + threads(concurrent) + ", at 100,000 vs. at 10",
                            ours,
                            List.of(append("append", ONE_OF_10, concurrent)),
                            Aim.timeWithin(1.1)));
                }
            }
            comparisons.add(new Comparison(
                    "SQLite append with id" + threads(concurrent) + ", " + name(MANY),
                    append("appendWithId", MANY, concurrent),
                    inserts(MANY, concurrent),
                    aim));
        }
    }

    private static void memory(List<Comparison> comparisons) {
        for (int limit : List.of(20, 50)) {
            comparisons.add(new Comparison(
                    "memory recent(" + limit + "), " + name(ONE_OF_100_000),
                    read(MemoryStoreBenchmarks.class, "recent", "store", ONE_OF_100_000, limit),
                    List.of(read(MemoryStoreBenchmarks.class, "copy", "copy of a list's end", ONE_OF_100_000, limit)),
                    Aim.NONE));
        }
        for (boolean concurrent : List.of(false, true)) {
            comparisons.add(new Comparison(
                    "memory append" + threads(concurrent),
                    BenchmarkCase.of("store", MemoryStoreBenchmarks.class, method("append", concurrent)),
                    List.of(BenchmarkCase.of(
                            "add to a list in a map", MemoryStoreBenchmarks.class, method("add", concurrent))),
                    Aim.NONE));
        }
    }

    private static void caches(List<Comparison> comparisons) {
        for (int limit : List.of(20, 50)) {
            comparisons.add(new Comparison(
                    "L1 recent(" + limit + ")",
                    BenchmarkCase.of("store", ProcessCacheBenchmarks.class, "recent")
                            .with("limit", limit),
                    List.of(BenchmarkCase.of("Caffeine getIfPresent", ProcessCacheBenchmarks.class, "getIfPresent")),
                    Aim.timeWithin(2)));
        }
        for (int limit : List.of(20, 50)) {
            comparisons.add(new Comparison(
                    "L2 recent(" + limit + ")",
                    BenchmarkCase.of("store", SharedCacheBenchmarks.class, "recent")
                            .with("limit", limit),
                    List.of(BenchmarkCase.of("GET of the same bytes", SharedCacheBenchmarks.class, "get")
                            .with("limit", limit)),
                    Aim.timeWithin(1.3)));
        }
        comparisons.add(new Comparison(
                "L2 append over memory, 1 thread",
                BenchmarkCase.of("store in memory", SharedCacheBenchmarks.class, "append"),
                List.of(BenchmarkCase.of("SETRANGE of the text", SharedCacheBenchmarks.class, "add")),
                Aim.NONE));
        comparisons.add(tiered("append, 1 thread", "append", Aim.timeWithin(1.25)));
        comparisons.add(tiered("session update, 1 thread", "update", Aim.NONE));
        comparisons.add(tiered("append, " + ThreadTeam.THREADS + " threads", "appendConcurrently", Aim.NONE));
        for (Listener listener : List.of(Listener.WRITER, Listener.OTHER)) {
            comparisons.add(new Comparison(
                    "L1+L2 append, " + ThreadTeam.THREADS + " threads, received by "
                            + (listener == Listener.WRITER ? "its own process" : "another process"),
                    onNodes("appendConcurrently", "store", Caches.BOTH).with("listener", listener),
                    List.of(onNodes("appendConcurrently", "no listener", Caches.BOTH)),
                    Aim.NONE));
        }
    }

    private static Comparison tiered(String path, String method, Aim aim) {
        return new Comparison(
                "L1+L2 " + path,
                onNodes(method, "with caches", Caches.BOTH),
                List.of(onNodes(method, "without caches", Caches.NONE)),
                aim);
    }

    private static BenchmarkCase onNodes(String method, String label, Caches caches) {
        return BenchmarkCase.of(label, CachedServerBenchmarks.class, method)
                .with("server", DatabaseServer.POSTGRES)
                .with("caches", caches);
    }

    private static BenchmarkCase read(
            Class<?> type, String method, String label, Conversations conversations, int limit) {
        return BenchmarkCase.of(label, type, method)
                .with("conversations", conversations)
                .with("limit", limit);
    }

    private static BenchmarkCase append(String method, Conversations conversations, boolean concurrent) {
        return BenchmarkCase.of(
                        "store, " + name(conversations), SqliteAppendBenchmarks.class, method(method, concurrent))
                .with("conversations", conversations);
    }

    /** SQLite allows one writer at a time: concurrent threads wait either for the pool or for the file. */
    private static List<BenchmarkCase> inserts(Conversations conversations, boolean concurrent) {
        BenchmarkCase one = insert("one-row insert", conversations, concurrent, 1);
        return concurrent
                ? List.of(
                        one,
                        insert(
                                "one-row insert, pool of " + ThreadTeam.THREADS,
                                conversations,
                                concurrent,
                                ThreadTeam.THREADS))
                : List.of(one);
    }

    private static BenchmarkCase insert(
            String label, Conversations conversations, boolean concurrent, int connections) {
        return BenchmarkCase.of(label, SqliteAppendBenchmarks.class, method("insert", concurrent))
                .with("conversations", conversations)
                .with("connections", connections);
    }

    private static String method(String name, boolean concurrent) {
        return concurrent ? name + "Concurrently" : name;
    }

    private static String threads(boolean concurrent) {
        return concurrent ? ", " + ThreadTeam.THREADS + " threads" : ", 1 thread";
    }

    static String name(Conversations conversations) {
        return switch (conversations) {
            case ONE_OF_10 -> "conversation of 10";
            case ONE_OF_100_000 -> "conversation of 100,000";
            case ONE_OF_1_000_000 -> "conversation of 1,000,000";
            case MANY -> "1,000 conversations";
        };
    }
}
