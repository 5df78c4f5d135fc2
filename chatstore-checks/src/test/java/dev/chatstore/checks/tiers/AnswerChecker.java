package dev.chatstore.checks.tiers;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Outcome;
import dev.chatstore.checks.tiers.NodeCall.ReadMessage;
import dev.chatstore.testkit.history.HistoryChecker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks the answers of nodes. The history checker checks reads of the latest state. The versions of cached reads must
 * never decrease on a node, and must include everything that any node acknowledged longer ago than the bound.
 */
final class AnswerChecker {
    private final HistoryChecker history = new HistoryChecker();
    private final long bound;
    /** The time when each version was acknowledged, by conversation. */
    private final Map<String, NavigableMap<Long, Long>> acknowledged = new ConcurrentHashMap<>();

    /**
     * The newest version that a node has returned, by node, conversation and operation, because the messages of a
     * window may be newer than its head.
     */
    private final Map<String, AtomicLong> newestReturned = new ConcurrentHashMap<>();

    private final Map<String, AtomicLong> counted = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> unknownCounts = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    final AtomicLong appends = new AtomicLong();
    final AtomicLong latestReads = new AtomicLong();
    final AtomicLong cachedReads = new AtomicLong();
    final AtomicLong staleReads = new AtomicLong();
    final AtomicLong stalestNanos = new AtomicLong();
    final AtomicLong unconfirmed = new AtomicLong();
    final AtomicLong failedCalls = new AtomicLong();
    final AtomicLong longestNanos = new AtomicLong();

    AnswerChecker(Duration bound) {
        this.bound = bound.toNanos();
    }

    HistoryChecker history() {
        return history;
    }

    Queue<String> faults() {
        return faults;
    }

    void fault(String what) {
        faults.add(what);
    }

    /** Makes a call and checks its answer. */
    Answer call(int number, Node node, NodeCall call) {
        return switch (call.operation()) {
            case APPEND -> append(number, node, call);
            case LATEST -> latest(node, call);
            case CACHED, HEAD -> cached(number, node, call);
            case COUNT -> count(node, call);
            default -> plain(node, call);
        };
    }

    private Answer plain(Node node, NodeCall call) {
        long start = System.nanoTime();
        Answer answer = node.call(call);
        longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        if (answer.outcome() == Outcome.UNAVAILABLE) {
            failedCalls.incrementAndGet();
        } else if (answer.outcome() == Outcome.FAILED) {
            fault(call.operation() + " failed: " + answer.details());
        }
        return answer;
    }

    private Answer append(int number, Node node, NodeCall call) {
        Append append = Append.of(
                ConversationId.of(call.name()),
                call.texts().stream().map(text -> message(call, text)).toList());
        // A run with edits or removals cannot be checked.
        HistoryChecker run = call.name().startsWith("any") ? new HistoryChecker() : history;
        HistoryChecker.AppendAttempt attempt = run.appending(append);
        Answer answer = plain(node, call);
        if (answer.outcome() == Outcome.DONE) {
            List<Long> sequences =
                    answer.messages().stream().map(ReadMessage::sequence).toList();
            attempt.acknowledged(new AppendReceipt(append.conversation(), sequences, answer.version(), false));
            appends.incrementAndGet();
            acknowledged(number, call.name(), answer.version());
        } else if (answer.outcome() == Outcome.CONFLICT) {
            attempt.failed();
        }
        return answer;
    }

    private static NewMessage message(NodeCall call, String text) {
        return NewMessage.user(text).withId(call.withIds() ? text : null);
    }

    /** Records that a node acknowledged a version. From then on it must return nothing older. */
    void acknowledged(int number, String name, long version) {
        times(name).putIfAbsent(version, System.nanoTime());
        newestReturned(number, name, NodeCall.Operation.HEAD).accumulateAndGet(version, Math::max);
        newestReturned(number, name, NodeCall.Operation.CACHED).accumulateAndGet(version, Math::max);
    }

    private NavigableMap<Long, Long> times(String name) {
        return acknowledged.computeIfAbsent(name, any -> new ConcurrentSkipListMap<>());
    }

    private AtomicLong newestReturned(int number, String name, NodeCall.Operation asked) {
        return newestReturned.computeIfAbsent(number + " " + asked + " " + name, any -> new AtomicLong());
    }

    private Answer latest(Node node, NodeCall call) {
        Slice slice = Slice.newest((int) call.number());
        HistoryChecker.ReadAttempt attempt = history.reading(ConversationId.of(call.name()), slice);
        Answer answer = plain(node, call);
        if (answer.outcome() == Outcome.DONE) {
            attempt.returned(
                    answer.messages().stream().map(AnswerChecker::message).toList());
            latestReads.incrementAndGet();
        }
        return answer;
    }

    private static Message message(ReadMessage read) {
        NewMessage message = NewMessage.user(read.text()).withId(read.id());
        return Message.appended(message, read.sequence(), read.version(), Instant.EPOCH);
    }

    private Answer cached(int number, Node node, NodeCall call) {
        AtomicLong newest = newestReturned(number, call.name(), call.operation());
        long before = newest.get();
        long start = System.nanoTime();
        Answer answer = plain(node, call);
        if (answer.outcome() != Outcome.DONE) {
            return answer;
        }
        cachedReads.incrementAndGet();
        if (answer.unconfirmed()) {
            unconfirmed.incrementAndGet();
            return answer;
        }
        // A conversation that may be removed has no version to check while it is missing.
        if (answer.version() > 0 || !call.name().startsWith("any")) {
            checkVersion(number, call, answer.version(), before, start);
            newest.accumulateAndGet(answer.version(), Math::max);
        }
        return answer;
    }

    private void checkVersion(int number, NodeCall call, long version, long before, long start) {
        if (version < before && !isOfMessages(call)) {
            fault(call.operation() + " of node " + number + " went back from " + before + " to " + version + " of "
                    + call.name());
        }
        long oldest = Long.MAX_VALUE;
        for (long time : times(call.name()).tailMap(version, false).values()) {
            oldest = Math.min(oldest, time);
        }
        if (oldest < start && !isOfMessages(call)) {
            staleReads.incrementAndGet();
            stalestNanos.accumulateAndGet(start - oldest, Math::max);
            if (start - oldest > bound) {
                fault("node " + number + " was stale by " + (start - oldest) / 1_000_000 + " ms in " + call.name());
            }
        }
    }

    /** If messages are edited, the newest one does not show the version of the conversation. */
    private static boolean isOfMessages(NodeCall call) {
        return call.operation() == NodeCall.Operation.CACHED && call.name().startsWith("any");
    }

    private Answer count(Node node, NodeCall call) {
        Answer answer = plain(node, call);
        Map<String, AtomicLong> counts = answer.outcome() == Outcome.DONE ? counted : unknownCounts;
        if (answer.outcome() != Outcome.CONFLICT) {
            counts.computeIfAbsent(call.name(), any -> new AtomicLong()).incrementAndGet();
        }
        return answer;
    }

    /** Asserts that a session has counted each acknowledged update, and no update that no thread sent. */
    void checkCount(String name, long count) {
        long least = counted.getOrDefault(name, new AtomicLong()).get();
        long most = least + unknownCounts.getOrDefault(name, new AtomicLong()).get();
        if (count < least || count > most) {
            fault(name + " has counted " + count + " of " + least + " to " + most);
        }
    }
}
