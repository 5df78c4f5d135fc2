package dev.chatstore.bench;

import static dev.chatstore.bench.Conversations.MANY;
import static dev.chatstore.bench.Conversations.ONE_OF_10;
import static dev.chatstore.bench.Conversations.ONE_OF_100_000;

import dev.chatstore.bench.Line.Aim;
import dev.chatstore.bench.TieredServer.Caches;
import dev.chatstore.bench.TieredServer.Listener;
import java.util.ArrayList;
import java.util.List;

/** All lines of the table. */
final class Lines {
    private Lines() {}

    static List<Line> all() {
        List<Line> lines = new ArrayList<>();
        reads(lines);
        appends(lines);
        memory(lines);
        tiers(lines);
        for (Server server : Server.values()) {
            lines.addAll(ServerLines.of(server));
        }
        return lines;
    }

    private static void reads(List<Line> lines) {
        for (Conversations conversations : List.of(ONE_OF_10, ONE_OF_100_000)) {
            for (int limit : List.of(20, 50)) {
                String path = "SQLite recent(" + limit + "), " + name(conversations);
                Measure ours = read(SqliteRecent.class, "recent", "store", conversations, limit);
                lines.add(new Line(
                        path,
                        ours,
                        List.of(read(SqliteRecent.class, "query", "query, same objects", conversations, limit)),
                        Aim.timeWithin(1.2)));
                lines.add(new Line(
                        path,
                        ours,
                        List.of(read(SqliteRecent.class, "columns", "query, columns only", conversations, limit)),
                        Aim.NONE));
            }
        }
    }

    private static void appends(List<Line> lines) {
        for (boolean crowd : List.of(false, true)) {
            Aim aim = crowd ? Aim.rateAtLeast(4) : Aim.timeWithin(1.3);
            for (Conversations conversations : List.of(ONE_OF_10, ONE_OF_100_000, MANY)) {
                Measure ours = append("append", conversations, crowd);
                List<Measure> raw = inserts(conversations, crowd);
                lines.add(new Line("SQLite append" + who(crowd) + ", " + name(conversations), ours, raw, aim));
                if (conversations == ONE_OF_100_000) {
                    lines.add(new Line(
                            "SQLite append" + who(crowd) + ", at 100,000 beside at 10",
                            ours,
                            List.of(append("append", ONE_OF_10, crowd)),
                            Aim.timeWithin(1.1)));
                }
            }
            lines.add(new Line(
                    "SQLite append with id" + who(crowd) + ", " + name(MANY),
                    append("appendWithId", MANY, crowd),
                    inserts(MANY, crowd),
                    aim));
        }
    }

    private static void memory(List<Line> lines) {
        for (int limit : List.of(20, 50)) {
            lines.add(new Line(
                    "memory recent(" + limit + "), " + name(ONE_OF_100_000),
                    read(MemoryStore.class, "recent", "store", ONE_OF_100_000, limit),
                    List.of(read(MemoryStore.class, "copy", "copy of a list's end", ONE_OF_100_000, limit)),
                    Aim.NONE));
        }
        for (boolean crowd : List.of(false, true)) {
            lines.add(new Line(
                    "memory append" + who(crowd),
                    Measure.of("store", MemoryStore.class, method("append", crowd)),
                    List.of(Measure.of("add to a list in a map", MemoryStore.class, method("add", crowd))),
                    Aim.NONE));
        }
    }

    private static void tiers(List<Line> lines) {
        for (int limit : List.of(20, 50)) {
            lines.add(new Line(
                    "L1 recent(" + limit + ")",
                    Measure.of("store", NearTier.class, "recent").with("limit", limit),
                    List.of(Measure.of("Caffeine getIfPresent", NearTier.class, "getIfPresent")),
                    Aim.timeWithin(2)));
        }
        for (int limit : List.of(20, 50)) {
            lines.add(new Line(
                    "L2 recent(" + limit + ")",
                    Measure.of("store", RedisTier.class, "recent").with("limit", limit),
                    List.of(Measure.of("GET of the same bytes", RedisTier.class, "get")
                            .with("limit", limit)),
                    Aim.timeWithin(1.3)));
        }
        lines.add(new Line(
                "L2 append over memory, 1 thread",
                Measure.of("store in memory", RedisTier.class, "append"),
                List.of(Measure.of("SETRANGE of the text", RedisTier.class, "add")),
                Aim.NONE));
        lines.add(tiered("append, 1 thread", "append", Aim.timeWithin(1.25)));
        lines.add(tiered("session update, 1 thread", "update", Aim.NONE));
        lines.add(tiered("append, " + Crowd.THREADS + " threads", "appendByMany", Aim.NONE));
        for (Listener listener : List.of(Listener.WRITER, Listener.OTHER)) {
            lines.add(new Line(
                    "L1+L2 append, " + Crowd.THREADS + " threads, heard by "
                            + (listener == Listener.WRITER ? "its own process" : "another"),
                    onNodes("appendByMany", "store", Caches.BOTH).with("listener", listener),
                    List.of(onNodes("appendByMany", "nobody listens", Caches.BOTH)),
                    Aim.NONE));
        }
    }

    private static Line tiered(String path, String method, Aim aim) {
        return new Line(
                "L1+L2 " + path,
                onNodes(method, "with caches", Caches.BOTH),
                List.of(onNodes(method, "without caches", Caches.NONE)),
                aim);
    }

    private static Measure onNodes(String method, String label, Caches caches) {
        return Measure.of(label, TieredServer.class, method)
                .with("server", Server.POSTGRES)
                .with("caches", caches);
    }

    private static Measure read(Class<?> type, String method, String label, Conversations conversations, int limit) {
        return Measure.of(label, type, method)
                .with("conversations", conversations)
                .with("limit", limit);
    }

    private static Measure append(String method, Conversations conversations, boolean crowd) {
        return Measure.of("store, " + name(conversations), SqliteAppend.class, method(method, crowd))
                .with("conversations", conversations);
    }

    /** SQLite has one writer at a time: with many threads, either the pool makes them wait or the file does. */
    private static List<Measure> inserts(Conversations conversations, boolean crowd) {
        Measure one = insert("one-row insert", conversations, crowd, 1);
        return crowd
                ? List.of(one, insert("one-row insert, pool of " + Crowd.THREADS, conversations, crowd, Crowd.THREADS))
                : List.of(one);
    }

    private static Measure insert(String label, Conversations conversations, boolean crowd, int connections) {
        return Measure.of(label, SqliteAppend.class, method("insert", crowd))
                .with("conversations", conversations)
                .with("connections", connections);
    }

    private static String method(String name, boolean crowd) {
        return crowd ? name + "ByMany" : name;
    }

    private static String who(boolean crowd) {
        return crowd ? ", " + Crowd.THREADS + " threads" : ", 1 thread";
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
