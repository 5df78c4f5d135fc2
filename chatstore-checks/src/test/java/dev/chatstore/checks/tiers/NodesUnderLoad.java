package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Operation;
import dev.chatstore.checks.tiers.NodeCall.ReadMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Several nodes under load, from before a fault until all their tiers agree. The names of the conversations contain the
 * name of the test, so that tests do not share conversations.
 */
final class NodesUnderLoad implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(1);

    private static final Pattern REASON = Pattern.compile("state=DEGRADED, reason=(?!null)");
    private static final int THREADS_PER_NODE = 2;
    private static final int CONVERSATIONS = 4;

    private final String test;
    private final List<? extends Node> nodes;
    private final AnswerChecker checker = new AnswerChecker(BOUND);
    private final AtomicLong calls = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private boolean degraded;
    private String figures = "";

    private NodesUnderLoad(String test, List<? extends Node> nodes) {
        this.test = test;
        this.nodes = nodes;
    }

    /** Starts the load on the nodes, and returns when all nodes are up. */
    static NodesUnderLoad start(String test, List<? extends Node> nodes) {
        NodesUnderLoad load = new NodesUnderLoad(test, nodes);
        for (int i = 0; i < nodes.size() * THREADS_PER_NODE; i++) {
            NodeLoadThread work = new NodeLoadThread(load, i, i % nodes.size());
            Thread thread = new Thread(work, "node-load-" + i);
            thread.setDaemon(true);
            thread.start();
            load.threads.add(thread);
        }
        load.awaitUp();
        load.work(20);
        return load;
    }

    AnswerChecker checker() {
        return checker;
    }

    Answer call(int node, NodeCall call) {
        calls.incrementAndGet();
        return checker.call(node, nodes.get(node), call);
    }

    boolean isStopping() {
        return stopping;
    }

    /** Returns a conversation to which messages are only appended, so that the history checker can check it. */
    String appendOnlyConversation(int number) {
        return test + " " + number;
    }

    /** Returns a conversation on which all kinds of calls are made. */
    String anyConversation(int number) {
        return "any " + test + " " + number;
    }

    String session(int number) {
        return "session " + test + " " + number;
    }

    List<String> conversations() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, CONVERSATIONS).forEach(i -> {
            names.add(appendOnlyConversation(i));
            names.add(anyConversation(i));
        });
        return names;
    }

    static int choose(int random) {
        return Math.floorMod(random, CONVERSATIONS);
    }

    /** Returns when that many more calls were made on average by each thread. */
    void work(int callsPerThread) {
        long aim = calls.get() + (long) callsPerThread * nodes.size() * THREADS_PER_NODE;
        Await.until("calls", () -> calls.get() >= aim || !checker.faults().isEmpty());
        assertThat(checker.faults()).isEmpty();
    }

    void workFor(Duration time) {
        Await.pass(time);
        work(5);
    }

    /** Waits until every node reports that it is degraded, while the load continues. */
    void awaitDegraded() {
        for (Node node : nodes) {
            Await.until("degraded", () -> isDegraded(node));
        }
        degraded = true;
    }

    private static boolean isDegraded(Node node) {
        Answer health = node.call(NodeCall.of(Operation.HEALTH, "health", 0));
        String all = health.messages().get(0).text();
        return "DEGRADED".equals(health.details()) && REASON.matcher(all).find();
    }

    /** Waits until every node is up again, and returns the duration of the wait. */
    Duration awaitUp() {
        long start = System.nanoTime();
        for (Node node : nodes) {
            Await.until("up", () -> "UP".equals(state(node)));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String state(Node node) {
        return String.valueOf(
                node.call(NodeCall.of(Operation.HEALTH, "health", 0)).details());
    }

    void injectFaults(int lostPercent, Duration fills) {
        for (Node node : nodes) {
            node.call(NodeCall.of(Operation.INJECT_FAULTS, "faults", lostPercent, Long.toString(fills.toMillis())));
        }
    }

    /** Ends the load, and asserts that nothing was lost, no read was too stale, and all tiers agree in the end. */
    void endAndCheck(ChatStore durable, Duration recovery) {
        work(10);
        stopping = true;
        threads.forEach(NodesUnderLoad::join);
        assertThat(checker.faults()).isEmpty();
        checker.history().check(durable);
        check(false);
        awaitNoPendingInvalidations();
        Await.pass(BOUND);
        for (Node node : nodes) {
            conversations().forEach(name -> assertAgrees(node, name, durable));
            IntStream.range(0, CONVERSATIONS).forEach(i -> assertCount(node, session(i)));
        }
        check(false);
        check(true);
        assertThat(checker.faults()).isEmpty();
        figures = String.format(
                "| %s | %d | %d | %d | %d | %d | %s | %d | %d | %d |",
                test,
                checker.appends.get(),
                checker.latestReads.get(),
                checker.cachedReads.get(),
                checker.staleReads.get(),
                checker.stalestNanos.get() / 1_000_000,
                degraded ? "yes" : "no",
                checker.failedCalls.get(),
                checker.longestNanos.get() / 1_000_000,
                recovery.toMillis());
        System.getLogger(NodesUnderLoad.class.getName()).log(System.Logger.Level.INFO, figures);
    }

    private static void join(Thread thread) {
        Await.until("the end of a thread", () -> !thread.isAlive());
    }

    /** Compares the tiers. At the end, when no call is in progress, nothing may differ. */
    private void check(boolean atTheEnd) {
        for (Node node : nodes) {
            Answer report = node.call(new NodeCall(Operation.CHECK, "all", 0, conversations(), false));
            assertThat(report.details()).as("wrong entries").isEmpty();
            assertThat(report.messages().get(0).text()).contains("sharedReached=true");
            if (atTheEnd) {
                assertThat(report.version()).as(report.toString()).isZero();
            }
        }
    }

    /** The shared cache is used again only after all pending invalidations have reached it. */
    private void awaitNoPendingInvalidations() {
        for (Node node : nodes) {
            Await.until("no pending invalidations", () -> {
                node.call(NodeCall.of(Operation.CACHED, "nobody", 1));
                node.call(NodeCall.of(Operation.READ_COUNT, "nobody", 0));
                return node.call(NodeCall.of(Operation.PENDING_INVALIDATIONS, "nobody", 0))
                                .version()
                        == 0;
            });
        }
    }

    private static void assertAgrees(Node node, String name, ChatStore durable) {
        ConversationId id = ConversationId.of(name);
        List<ReadMessage> stored = durable.recent(id, 10).stream()
                .map(message -> new ReadMessage(message.sequence(), message.version(), message.id(), message.text()))
                .toList();
        assertThat(node.call(NodeCall.of(Operation.CACHED, name, 10)).messages())
                .isEqualTo(stored);
        assertThat(node.call(NodeCall.of(Operation.LATEST, name, 10)).messages())
                .isEqualTo(stored);
        long version = durable.find(id).map(head -> head.version()).orElse(0L);
        assertThat(node.call(NodeCall.of(Operation.HEAD, name, 0)).version()).isEqualTo(version);
        assertThat(node.call(NodeCall.of(Operation.LATEST_HEAD, name, 0)).version())
                .isEqualTo(version);
    }

    private void assertCount(Node node, String name) {
        checker.checkCount(
                name, node.call(NodeCall.of(Operation.READ_COUNT, name, 0)).version());
    }

    @Override
    public void close() {
        stopping = true;
    }
}
