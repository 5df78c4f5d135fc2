package dev.chatstore.checks.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Said;
import dev.chatstore.checks.tiers.NodeCall.What;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Several nodes under load, from before a fault until all their tiers are found to agree. The conversations have names
 * that begin with the test's own, so that one test's are not another's.
 */
final class NodesUnderLoad implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(1);

    private static final Pattern REASON = Pattern.compile("state=DEGRADED, reason=(?!null)");
    private static final int LANES = 2;
    private static final int CONVERSATIONS = 4;

    private final String test;
    private final List<? extends Node> nodes;
    private final AnswerChecker judge = new AnswerChecker(BOUND);
    private final AtomicLong calls = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private boolean degraded;
    private String figures = "";

    private NodesUnderLoad(String test, List<? extends Node> nodes) {
        this.test = test;
        this.nodes = nodes;
    }

    /** Puts nodes under load, and returns once they are all well. */
    static NodesUnderLoad start(String test, List<? extends Node> nodes) {
        NodesUnderLoad fleet = new NodesUnderLoad(test, nodes);
        for (int thread = 0; thread < nodes.size() * LANES; thread++) {
            NodeLoadThread work = new NodeLoadThread(fleet, thread, thread % nodes.size());
            Thread thread = new Thread(work, "fleet-" + thread);
            thread.setDaemon(true);
            thread.start();
            fleet.threads.add(thread);
        }
        fleet.awaitUp();
        fleet.work(20);
        return fleet;
    }

    AnswerChecker judge() {
        return judge;
    }

    Answer call(int node, NodeCall call) {
        calls.incrementAndGet();
        return judge.judge(node, nodes.get(node), call);
    }

    boolean isStopping() {
        return stopping;
    }

    /** The conversations to which messages are only ever added, and which the history checker judges. */
    String said(int number) {
        return test + " " + number;
    }

    /** Those with which anything is done. */
    String any(int number) {
        return "any " + test + " " + number;
    }

    String session(int number) {
        return "session " + test + " " + number;
    }

    List<String> conversations() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, CONVERSATIONS).forEach(i -> {
            names.add(said(i));
            names.add(any(i));
        });
        return names;
    }

    static int choose(int random) {
        return Math.floorMod(random, CONVERSATIONS);
    }

    /** Returns once so many more calls were made for each thread. */
    void work(int callsOfALane) {
        long aim = calls.get() + (long) callsOfALane * nodes.size() * LANES;
        Await.until("calls", () -> calls.get() >= aim || !judge.faults().isEmpty());
        assertThat(judge.faults()).isEmpty();
    }

    void workFor(Duration time) {
        Await.pass(time);
        work(5);
    }

    /** Waits until every node says that it is degraded, while the load goes on. */
    void awaitDegraded() {
        for (Node node : nodes) {
            Await.until("degraded", () -> isDegraded(node));
        }
        degraded = true;
    }

    private static boolean isDegraded(Node node) {
        Answer health = node.call(NodeCall.of(What.HEALTH, "health", 0));
        String all = health.messages().get(0).text();
        return "DEGRADED".equals(health.told()) && REASON.matcher(all).find();
    }

    /** Waits until every node is well again, and returns how long that took. */
    Duration awaitUp() {
        long start = System.nanoTime();
        for (Node node : nodes) {
            Await.until("well", () -> "UP".equals(state(node)));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String state(Node node) {
        return String.valueOf(node.call(NodeCall.of(What.HEALTH, "health", 0)).told());
    }

    void disturb(int lostPercent, Duration fills) {
        for (Node node : nodes) {
            node.call(NodeCall.of(What.DISTURB, "faults", lostPercent, Long.toString(fills.toMillis())));
        }
    }

    /** Ends the load, and holds that nothing was lost or late, and that all tiers agree in the end. */
    void judgeAll(ChatStore truth, Duration recovery) {
        work(10);
        stopping = true;
        threads.forEach(NodesUnderLoad::join);
        assertThat(judge.faults()).isEmpty();
        judge.checker().check(truth);
        check(false);
        awaitNothingOwed();
        Await.pass(BOUND);
        for (Node node : nodes) {
            conversations().forEach(name -> assertAgrees(node, name, truth));
            IntStream.range(0, CONVERSATIONS).forEach(i -> assertCounted(node, session(i)));
        }
        check(false);
        check(true);
        assertThat(judge.faults()).isEmpty();
        figures = String.format(
                "| %s | %d | %d | %d | %d | %d | %s | %d | %d | %d |",
                test,
                judge.appends.get(),
                judge.latestReads.get(),
                judge.cachedReads.get(),
                judge.staleReads.get(),
                judge.stalestNanos.get() / 1_000_000,
                degraded ? "yes" : "no",
                judge.refused.get(),
                judge.longestNanos.get() / 1_000_000,
                recovery.toMillis());
        System.getLogger(NodesUnderLoad.class.getName()).log(System.Logger.Level.INFO, figures);
    }

    private static void join(Thread thread) {
        Await.until("the end of a thread", () -> !thread.isAlive());
    }

    /** Compares the tiers; at the end, when nothing is under way, nothing at all may differ. */
    private void check(boolean atTheEnd) {
        for (Node node : nodes) {
            Answer report = node.call(new NodeCall(What.CHECK, "all", 0, conversations(), false));
            assertThat(report.told()).as("what is wrong").isEmpty();
            assertThat(report.messages().get(0).text()).contains("sharedReached=true");
            if (atTheEnd) {
                assertThat(report.version()).as(report.toString()).isZero();
            }
        }
    }

    /** The shared cache is believed again only once it was told of everything. */
    private void awaitNothingOwed() {
        for (Node node : nodes) {
            Await.until("nothing owed", () -> {
                node.call(NodeCall.of(What.CACHED, "nobody", 1));
                node.call(NodeCall.of(What.COUNTED, "nobody", 0));
                return node.call(NodeCall.of(What.OWED, "nobody", 0)).version() == 0;
            });
        }
    }

    private static void assertAgrees(Node node, String name, ChatStore truth) {
        ConversationId id = ConversationId.of(name);
        List<Said> stored = truth.recent(id, 10).stream()
                .map(message -> new Said(message.sequence(), message.version(), message.id(), message.text()))
                .toList();
        assertThat(node.call(NodeCall.of(What.CACHED, name, 10)).messages()).isEqualTo(stored);
        assertThat(node.call(NodeCall.of(What.LATEST, name, 10)).messages()).isEqualTo(stored);
        long version = truth.find(id).map(head -> head.version()).orElse(0L);
        assertThat(node.call(NodeCall.of(What.HEAD, name, 0)).version()).isEqualTo(version);
        assertThat(node.call(NodeCall.of(What.LATEST_HEAD, name, 0)).version()).isEqualTo(version);
    }

    private void assertCounted(Node node, String name) {
        judge.judgeCount(name, node.call(NodeCall.of(What.COUNTED, name, 0)).version());
    }

    @Override
    public void close() {
        stopping = true;
    }
}
