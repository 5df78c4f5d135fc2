package dev.chatstore.checks.tiers;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Outcome;
import dev.chatstore.checks.tiers.NodeCall.Said;
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
 * Judges what nodes answer: the latest by the history checker, cached reads by versions that never go back on a node, and
 * by what was acknowledged anywhere longer ago than the bound.
 */
final class AnswerChecker {
    private final HistoryChecker checker = new HistoryChecker();
    private final long bound;
    /** When each version was acknowledged, by conversation. */
    private final Map<String, NavigableMap<Long, Long>> acknowledged = new ConcurrentHashMap<>();

    /**
     * The newest version that a node has shown, by node, conversation and what was asked: the messages of a window may be
     * newer than its head.
     */
    private final Map<String, AtomicLong> shown = new ConcurrentHashMap<>();

    private final Map<String, AtomicLong> counted = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> unknownCounts = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    final AtomicLong appends = new AtomicLong();
    final AtomicLong latestReads = new AtomicLong();
    final AtomicLong cachedReads = new AtomicLong();
    final AtomicLong staleReads = new AtomicLong();
    final AtomicLong stalestNanos = new AtomicLong();
    final AtomicLong unconfirmed = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong longestNanos = new AtomicLong();

    AnswerChecker(Duration bound) {
        this.bound = bound.toNanos();
    }

    HistoryChecker checker() {
        return checker;
    }

    Queue<String> faults() {
        return faults;
    }

    void fault(String what) {
        faults.add(what);
    }

    /** Makes a call and judges its answer. */
    Answer judge(int number, Node node, NodeCall call) {
        return switch (call.what()) {
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
            refused.incrementAndGet();
        } else if (answer.outcome() == Outcome.FAILED) {
            fault(call.what() + " failed: " + answer.told());
        }
        return answer;
    }

    private Answer append(int number, Node node, NodeCall call) {
        Append append = Append.of(
                ConversationId.of(call.name()),
                call.texts().stream().map(text -> message(call, text)).toList());
        // A run that is judged must not edit or remove.
        HistoryChecker run = call.name().startsWith("any") ? new HistoryChecker() : checker;
        HistoryChecker.AppendAttempt attempt = run.appending(append);
        Answer answer = plain(node, call);
        if (answer.outcome() == Outcome.DONE) {
            List<Long> sequences =
                    answer.messages().stream().map(Said::sequence).toList();
            attempt.acknowledged(new AppendReceipt(append.conversation(), sequences, answer.version(), false));
            appends.incrementAndGet();
            acknowledged(number, call.name(), answer.version());
        } else if (answer.outcome() == Outcome.CONFLICT) {
            attempt.failed();
        }
        return answer;
    }

    private static NewMessage message(NodeCall call, String text) {
        return NewMessage.user(text).withId(call.named() ? text : null);
    }

    /** Notes that a version was acknowledged by a node, which from then on shows nothing older. */
    void acknowledged(int number, String name, long version) {
        times(name).putIfAbsent(version, System.nanoTime());
        shown(number, name, NodeCall.What.HEAD).accumulateAndGet(version, Math::max);
        shown(number, name, NodeCall.What.CACHED).accumulateAndGet(version, Math::max);
    }

    private NavigableMap<Long, Long> times(String name) {
        return acknowledged.computeIfAbsent(name, any -> new ConcurrentSkipListMap<>());
    }

    private AtomicLong shown(int number, String name, NodeCall.What asked) {
        return shown.computeIfAbsent(number + " " + asked + " " + name, any -> new AtomicLong());
    }

    private Answer latest(Node node, NodeCall call) {
        Slice slice = Slice.newest((int) call.number());
        HistoryChecker.ReadAttempt attempt = checker.reading(ConversationId.of(call.name()), slice);
        Answer answer = plain(node, call);
        if (answer.outcome() == Outcome.DONE) {
            attempt.returned(
                    answer.messages().stream().map(AnswerChecker::message).toList());
            latestReads.incrementAndGet();
        }
        return answer;
    }

    private static Message message(Said said) {
        NewMessage message = NewMessage.user(said.text()).withId(said.id());
        return Message.appended(message, said.sequence(), said.version(), Instant.EPOCH);
    }

    private Answer cached(int number, Node node, NodeCall call) {
        AtomicLong newest = shown(number, call.name(), call.what());
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
        // Where conversations are removed, none is no version to judge.
        if (answer.version() > 0 || !call.name().startsWith("any")) {
            judgeVersion(number, call, answer.version(), before, start);
            newest.accumulateAndGet(answer.version(), Math::max);
        }
        return answer;
    }

    private void judgeVersion(int number, NodeCall call, long version, long before, long start) {
        if (version < before && !isOfMessages(call)) {
            fault(call.what() + " of node " + number + " went back from " + before + " to " + version + " of "
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
                fault("node " + number + " was late by " + (start - oldest) / 1_000_000 + " ms with " + call.name());
            }
        }
    }

    /** Where messages are edited, the newest of them does not tell the version. */
    private static boolean isOfMessages(NodeCall call) {
        return call.what() == NodeCall.What.CACHED && call.name().startsWith("any");
    }

    private Answer count(Node node, NodeCall call) {
        Answer answer = plain(node, call);
        Map<String, AtomicLong> counts = answer.outcome() == Outcome.DONE ? counted : unknownCounts;
        if (answer.outcome() != Outcome.CONFLICT) {
            counts.computeIfAbsent(call.name(), any -> new AtomicLong()).incrementAndGet();
        }
        return answer;
    }

    /** Holds that a session has counted each update that was acknowledged, and nothing that nobody sent. */
    void judgeCount(String name, long count) {
        long least = counted.getOrDefault(name, new AtomicLong()).get();
        long most = least + unknownCounts.getOrDefault(name, new AtomicLong()).get();
        if (count < least || count > most) {
            fault(name + " has counted " + count + " of " + least + " to " + most);
        }
    }
}
