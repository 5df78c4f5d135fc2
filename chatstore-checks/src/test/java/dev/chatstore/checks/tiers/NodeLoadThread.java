package dev.chatstore.checks.tiers;

import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Outcome;
import dev.chatstore.checks.tiers.NodeCall.What;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** One thread of the load of a fleet: random calls of one node, one after the other. */
final class NodeLoadThread implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PAUSE_AFTER_REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final NodesUnderLoad fleet;
    private final int thread;
    private final int node;
    private final SplittableRandom random;
    private int said;

    NodeLoadThread(NodesUnderLoad fleet, int thread, int node) {
        this.fleet = fleet;
        this.thread = thread;
        this.node = node;
        random = new SplittableRandom(thread);
    }

    @Override
    public void run() {
        try {
            while (!fleet.isStopping()) {
                step();
                LockSupport.parkNanos(random.nextLong(PAUSE_NANOS));
            }
        } catch (RuntimeException | Error e) {
            fleet.judge().fault("thread " + thread + ": " + e);
        }
    }

    private void step() {
        String name = fleet.said(conversation());
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> append(name, -1, false);
            case 3 -> append(name, -1, true);
            case 4 ->
                append(name, fleet.call(node, NodeCall.of(What.HEAD, name, 0)).version(), random.nextBoolean());
            case 5, 6, 7 -> fleet.call(node, NodeCall.of(What.LATEST, name, 1 + random.nextInt(20)));
            case 8, 9 -> fleet.call(node, NodeCall.of(What.HEAD, name, 0));
            case 10, 11 -> fleet.call(node, NodeCall.of(What.CACHED, name, 1 + random.nextInt(20)));
            case 12 -> fleet.call(node, NodeCall.of(What.COUNT, fleet.session(conversation()), 0));
            default -> anything(fleet.any(conversation()));
        }
    }

    private int conversation() {
        return NodesUnderLoad.choose(random.nextInt());
    }

    /** One with ids that may be there or not is sent again until that is known. */
    private void append(String name, long expected, boolean named) {
        List<String> texts = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> thread + "/" + said++)
                .toList();
        NodeCall call = new NodeCall(What.APPEND, name, expected, texts, named);
        Answer answer = fleet.call(node, call);
        while (named && answer.outcome() == Outcome.UNAVAILABLE && !fleet.isStopping()) {
            LockSupport.parkNanos(random.nextLong(PAUSE_AFTER_REFUSAL_NANOS));
            answer = fleet.call(node, call);
        }
    }

    private void anything(String name) {
        String text = "text " + thread + "/" + said++;
        switch (random.nextInt(12)) {
            case 0 -> fleet.call(node, NodeCall.of(What.DELETE, name, 0));
            case 1, 2 -> patch(name, text);
            case 3, 4 -> fleet.call(node, NodeCall.of(What.EDIT, name, 1 + random.nextInt(8), text));
            case 5 -> fleet.call(node, NodeCall.of(What.REDACT, name, 1 + random.nextInt(8)));
            case 6, 7 -> fleet.call(node, NodeCall.of(What.APPEND, name, -1, text));
            case 8, 9 -> fleet.call(node, NodeCall.of(What.HEAD, name, 0));
            case 10 -> check();
            default -> fleet.call(node, NodeCall.of(What.CACHED, name, 10));
        }
    }

    private void patch(String name, String text) {
        Answer answer = fleet.call(node, NodeCall.of(What.PATCH, name, 0, text));
        if (answer.outcome() == Outcome.DONE && answer.version() > 0) {
            fleet.judge().acknowledged(node, name, answer.version());
        }
    }

    /** Whatever others do meanwhile, nothing is wrong in any tier. */
    private void check() {
        Answer report = fleet.call(node, new NodeCall(What.CHECK, "all", 0, fleet.conversations(), false));
        if (report.outcome() == Outcome.DONE && !String.valueOf(report.told()).isEmpty()) {
            fleet.judge().fault("wrong: " + report.told());
        }
    }
}
