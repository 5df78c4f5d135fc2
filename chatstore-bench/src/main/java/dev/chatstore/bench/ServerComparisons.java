package dev.chatstore.bench;

import static dev.chatstore.bench.Conversations.MANY;
import static dev.chatstore.bench.Conversations.ONE_OF_10;
import static dev.chatstore.bench.Conversations.ONE_OF_1_000_000;

import dev.chatstore.bench.Comparison.Aim;
import java.util.ArrayList;
import java.util.List;

/** The rows of one server. */
final class ServerComparisons {
    private static final List<Integer> POOLS = List.of(10, ThreadTeam.THREADS);

    private final DatabaseServer server;
    private final List<Comparison> comparisons = new ArrayList<>();

    private ServerComparisons(DatabaseServer server) {
        this.server = server;
    }

    static List<Comparison> of(DatabaseServer server) {
        ServerComparisons all = new ServerComparisons(server);
        all.sequentialAppends();
        all.concurrentAppends();
        all.appendsToLongConversation();
        all.readsAndUpdates();
        all.imports();
        return all.comparisons;
    }

    private void sequentialAppends() {
        Aim aim = Aim.timeWithin(1.3);
        for (Conversations conversations : List.of(ONE_OF_10, MANY)) {
            BenchmarkCase raw = insert("insert", "one-row insert", conversations, 1);
            add(
                    "append, 1 thread, " + Comparisons.name(conversations),
                    append("append", conversations),
                    List.of(raw),
                    aim);
            if (conversations == MANY) {
                BenchmarkCase ours = append("appendWithId", conversations);
                add("append with id, 1 thread, " + Comparisons.name(conversations), ours, List.of(raw), aim);
            }
        }
    }

    private void concurrentAppends() {
        Aim aim = Aim.rateAtLeast(3);
        String threads = ", " + ThreadTeam.THREADS + " threads, " + Comparisons.name(MANY);
        List<BenchmarkCase> raw = POOLS.stream()
                .map(size -> insert("insertConcurrently", "one-row insert, pool of " + size, MANY, size))
                .toList();
        add("append" + threads, append("appendConcurrently", MANY), raw, aim);
        add("append with id" + threads, append("appendWithIdConcurrently", MANY), raw, aim);
    }

    /** Both tables contain the same rows, so that only the length of the conversation differs. */
    private void appendsToLongConversation() {
        add(
                "append, 1 thread, at 1,000,000 vs. at 10",
                append("append", ONE_OF_1_000_000).with("otherConversations", ONE_OF_10),
                List.of(append("append", ONE_OF_10).with("otherConversations", ONE_OF_1_000_000)),
                Aim.timeWithin(1.1));
    }

    private void readsAndUpdates() {
        add(
                "recent(50), " + Comparisons.name(MANY),
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
        List<BenchmarkCase> raw = List.of(single("load", server.bulkLoad().label(), messages));
        String path = "import of %,d messages".formatted(messages);
        add(path + ", from a file", single("file", "store", messages), raw, aim);
        add(path + ", by appendAll", single("appendAll", "store", messages), raw, aim);
    }

    private void add(String path, BenchmarkCase ours, List<BenchmarkCase> raw, Aim aim) {
        comparisons.add(new Comparison(server.label() + " " + path, ours, raw, aim));
    }

    private BenchmarkCase append(String method, Conversations conversations) {
        return on(ServerBenchmarks.class, method, "store, " + Comparisons.name(conversations))
                .with("conversations", conversations)
                .with("otherConversations", conversations);
    }

    private BenchmarkCase insert(String method, String label, Conversations conversations, int connections) {
        return on(ServerBenchmarks.class, method, label)
                .with("conversations", conversations)
                .with("connections", connections);
    }

    private BenchmarkCase single(String method, String label, int operations) {
        return on(ServerImportBenchmarks.class, method, label).once(operations);
    }

    private BenchmarkCase on(Class<?> type, String method, String label) {
        return BenchmarkCase.of(label, type, method).with("server", server.name());
    }
}
