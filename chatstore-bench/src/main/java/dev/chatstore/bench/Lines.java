package dev.chatstore.bench;

import static dev.chatstore.bench.Conversations.MANY;
import static dev.chatstore.bench.Conversations.ONE_OF_10;
import static dev.chatstore.bench.Conversations.ONE_OF_100_000;

import dev.chatstore.bench.Line.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All lines of the table. */
final class Lines {
    private static final int CROWD = 32;

    private Lines() {}

    static List<Line> all() {
        List<Line> lines = new ArrayList<>();
        reads(lines);
        appends(lines);
        memory(lines);
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
        for (int threads : List.of(1, CROWD)) {
            String who = threads + (threads == 1 ? " thread, " : " threads, ");
            Aim aim = threads == 1 ? Aim.timeWithin(1.3) : Aim.rateAtLeast(4);
            for (Conversations conversations : Conversations.values()) {
                Measure ours = append("append", conversations, threads);
                List<Measure> raw = inserts(conversations, threads);
                lines.add(new Line("SQLite append, " + who + name(conversations), ours, raw, aim));
                if (conversations == ONE_OF_100_000) {
                    Measure other = append("append", ONE_OF_10, threads);
                    lines.add(new Line(
                            "SQLite append, " + who + "at 100,000 beside at 10",
                            ours,
                            List.of(other),
                            Aim.timeWithin(1.1)));
                }
            }
            lines.add(new Line(
                    "SQLite append with id, " + who + name(MANY),
                    append("appendWithId", MANY, threads),
                    inserts(MANY, threads),
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
        for (int threads : List.of(1, CROWD)) {
            lines.add(new Line(
                    "memory append, " + threads + (threads == 1 ? " thread" : " threads"),
                    new Measure("store", MemoryStore.class, "append", threads, Map.of()),
                    List.of(new Measure("add to a list in a map", MemoryStore.class, "add", threads, Map.of())),
                    Aim.NONE));
        }
    }

    private static Measure read(Class<?> type, String method, String label, Conversations conversations, int limit) {
        return new Measure(label, type, method, 1, Map.of())
                .with("conversations", conversations)
                .with("limit", limit);
    }

    private static Measure append(String method, Conversations conversations, int threads) {
        return new Measure("store, " + name(conversations), SqliteAppend.class, method, threads, Map.of())
                .with("conversations", conversations);
    }

    /** SQLite has one writer at a time: with many threads, either the pool makes them wait or the file does. */
    private static List<Measure> inserts(Conversations conversations, int threads) {
        Measure one = insert("one-row insert", conversations, threads, 1);
        return threads == 1
                ? List.of(one)
                : List.of(one, insert("one-row insert, pool of " + threads, conversations, threads, threads));
    }

    private static Measure insert(String label, Conversations conversations, int threads, int connections) {
        return new Measure(label, SqliteAppend.class, "insert", threads, Map.of())
                .with("conversations", conversations)
                .with("connections", connections);
    }

    private static String name(Conversations conversations) {
        return switch (conversations) {
            case ONE_OF_10 -> "conversation of 10";
            case ONE_OF_100_000 -> "conversation of 100,000";
            case MANY -> "1,000 conversations";
        };
    }
}
