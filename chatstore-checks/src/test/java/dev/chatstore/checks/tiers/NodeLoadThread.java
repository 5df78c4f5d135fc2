package dev.chatstore.checks.tiers;

import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Operation;
import dev.chatstore.checks.tiers.NodeCall.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A thread that makes random calls to one node, one after another. */
final class NodeLoadThread implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final NodesUnderLoad load;
    private final int thread;
    private final int node;
    private final SplittableRandom random;
    private int textNumber;

    NodeLoadThread(NodesUnderLoad load, int thread, int node) {
        this.load = load;
        this.thread = thread;
        this.node = node;
        random = new SplittableRandom(thread);
    }

    @Override
    public void run() {
        try {
            while (!load.isStopping()) {
                step();
                LockSupport.parkNanos(random.nextLong(PAUSE_NANOS));
            }
        } catch (RuntimeException | Error e) {
            load.checker().fault("thread " + thread + ": " + e);
        }
    }

    private void step() {
        String name = load.appendOnlyConversation(randomNumber());
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> append(name, -1, false);
            case 3 -> append(name, -1, true);
            case 4 ->
                append(
                        name,
                        load.call(node, NodeCall.of(Operation.HEAD, name, 0)).version(),
                        random.nextBoolean());
            case 5, 6, 7 -> load.call(node, NodeCall.of(Operation.LATEST, name, 1 + random.nextInt(20)));
            case 8, 9 -> load.call(node, NodeCall.of(Operation.HEAD, name, 0));
            case 10, 11 -> load.call(node, NodeCall.of(Operation.CACHED, name, 1 + random.nextInt(20)));
            case 12 -> load.call(node, NodeCall.of(Operation.COUNT, load.session(randomNumber()), 0));
            default -> anyCall(load.anyConversation(randomNumber()));
        }
    }

    private int randomNumber() {
        return NodesUnderLoad.choose(random.nextInt());
    }

    /** Sends an append. If it has ids and its outcome is unknown, sends it again until the outcome is known. */
    private void append(String name, long expected, boolean withIds) {
        List<String> texts = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> thread + "/" + textNumber++)
                .toList();
        NodeCall call = new NodeCall(Operation.APPEND, name, expected, texts, withIds);
        Answer answer = load.call(node, call);
        while (withIds && answer.outcome() == Outcome.UNAVAILABLE && !load.isStopping()) {
            LockSupport.parkNanos(random.nextLong(PAUSE_AFTER_FAILURE_NANOS));
            answer = load.call(node, call);
        }
    }

    private void anyCall(String name) {
        String text = "text " + thread + "/" + textNumber++;
        switch (random.nextInt(12)) {
            case 0 -> load.call(node, NodeCall.of(Operation.DELETE, name, 0));
            case 1, 2 -> patch(name, text);
            case 3, 4 -> load.call(node, NodeCall.of(Operation.EDIT, name, 1 + random.nextInt(8), text));
            case 5 -> load.call(node, NodeCall.of(Operation.REDACT, name, 1 + random.nextInt(8)));
            case 6, 7 -> load.call(node, NodeCall.of(Operation.APPEND, name, -1, text));
            case 8, 9 -> load.call(node, NodeCall.of(Operation.HEAD, name, 0));
            case 10 -> check();
            default -> load.call(node, NodeCall.of(Operation.CACHED, name, 10));
        }
    }

    private void patch(String name, String text) {
        Answer answer = load.call(node, NodeCall.of(Operation.PATCH, name, 0, text));
        if (answer.outcome() == Outcome.DONE && answer.version() > 0) {
            load.checker().acknowledged(node, name, answer.version());
        }
    }

    /** Asserts that no tier has a wrong entry, whatever the other threads do meanwhile. */
    private void check() {
        Answer report = load.call(node, new NodeCall(Operation.CHECK, "all", 0, load.conversations(), false));
        if (report.outcome() == Outcome.DONE
                && !String.valueOf(report.details()).isEmpty()) {
            load.checker().fault("wrong entries: " + report.details());
        }
    }
}
