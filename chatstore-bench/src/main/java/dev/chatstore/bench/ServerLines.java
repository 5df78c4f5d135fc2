package dev.chatstore.bench;

import static dev.chatstore.bench.Conversations.MANY;
import static dev.chatstore.bench.Conversations.ONE_OF_10;
import static dev.chatstore.bench.Conversations.ONE_OF_1_000_000;

import dev.chatstore.bench.Line.Aim;
import java.util.ArrayList;
import java.util.List;

/** The lines of one server. */
final class ServerLines {
    private static final List<Integer> POOLS = List.of(10, Crowd.THREADS);

    private final Server server;
    private final List<Line> lines = new ArrayList<>();

    private ServerLines(Server server) {
        this.server = server;
    }

    static List<Line> of(Server server) {
        ServerLines lines = new ServerLines(server);
        lines.appendsByOne();
        lines.appendsByMany();
        lines.appendsToOneOfAMillion();
        lines.others();
        lines.imports();
        return lines.lines;
    }

    private void appendsByOne() {
        Aim aim = Aim.timeWithin(1.3);
        for (Conversations conversations : List.of(ONE_OF_10, MANY)) {
            Measure raw = insert("insert", "one-row insert", conversations, 1);
            add("append, 1 thread, " + Lines.name(conversations), append("append", conversations), List.of(raw), aim);
            if (conversations == MANY) {
                Measure ours = append("appendWithId", conversations);
                add("append with id, 1 thread, " + Lines.name(conversations), ours, List.of(raw), aim);
            }
        }
    }

    private void appendsByMany() {
        Aim aim = Aim.rateAtLeast(3);
        String who = ", " + Crowd.THREADS + " threads, " + Lines.name(MANY);
        List<Measure> raw = POOLS.stream()
                .map(size -> insert("insertByMany", "one-row insert, pool of " + size, MANY, size))
                .toList();
        add("append" + who, append("appendByMany", MANY), raw, aim);
        add("append with id" + who, append("appendWithIdByMany", MANY), raw, aim);
    }

    /** Both in tables that hold the same, so that only the length differs. */
    private void appendsToOneOfAMillion() {
        add(
                "append, 1 thread, at 1,000,000 beside at 10",
                append("append", ONE_OF_1_000_000).with("neighbours", ONE_OF_10),
                List.of(append("append", ONE_OF_10).with("neighbours", ONE_OF_1_000_000)),
                Aim.timeWithin(1.1));
    }

    private void others() {
        add(
                "recent(50), " + Lines.name(MANY),
                on(ServerBenchmarks.class, "recent", "store"),
                List.of(on(ServerBenchmarks.class, "query", "query, same objects")),
                Aim.timeWithin(1.2));
        add(
                "session update, 1,000 sessions",
                on(ServerBenchmarks.class, "update", "store"),
                List.of(on(ServerBenchmarks.class, "compareAndSet", "select and update of a row")),
                Aim.NONE);
    }

    private void imports() {
        int messages = Histories.messagesToImport();
        Aim aim = Aim.timeWithin(1.4);
        List<Measure> raw = List.of(shot("load", server.bulkLoad().label(), messages));
        String what = "import of %,d messages".formatted(messages);
        add(what + ", from a file", shot("file", "store", messages), raw, aim);
        add(what + ", by appendAll", shot("appendAll", "store", messages), raw, aim);
    }

    private void add(String path, Measure ours, List<Measure> raw, Aim aim) {
        lines.add(new Line(server.label() + " " + path, ours, raw, aim));
    }

    private Measure append(String method, Conversations conversations) {
        return on(ServerBenchmarks.class, method, "store, " + Lines.name(conversations))
                .with("conversations", conversations)
                .with("neighbours", conversations);
    }

    private Measure insert(String method, String label, Conversations conversations, int connections) {
        return on(ServerBenchmarks.class, method, label)
                .with("conversations", conversations)
                .with("connections", connections);
    }

    private Measure shot(String method, String label, int operations) {
        return on(ServerImport.class, method, label).once(operations);
    }

    private Measure on(Class<?> type, String method, String label) {
        return Measure.of(label, type, method).with("server", server.name());
    }
}
