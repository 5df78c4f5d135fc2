package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The newest turn where it does not fit: its question, and as many of its newest steps as fit, but at least one. Messages
 * are added from the newest back, and only those are kept that may be shown: such a turn can be a long run of an agent.
 */
final class LargeTurn {
    private final int maxMessages;
    private final long maxTokens;
    private final TokenCounts counts;

    private final ToolExchanges exchanges = new ToolExchanges();

    /** The steps that fit without the question, the oldest first. */
    private final Deque<List<Message>> steps = new ArrayDeque<>();

    /** The user's message and the system messages right before it, the oldest first. */
    private final Deque<Message> question = new ArrayDeque<>();

    private final List<Long> read = new ArrayList<>();
    private int messages;
    private long tokens;
    private long questionAt;

    /** Whether an older step was passed over. */
    private boolean full;

    LargeTurn(int maxMessages, long maxTokens, TokenCounts counts) {
        this.maxMessages = maxMessages;
        this.maxTokens = maxTokens;
        this.counts = counts;
    }

    void add(Message message) {
        read.add(message.sequence());
        if (message.role() == Role.USER) {
            questionAt = message.sequence();
        }
        if (!Shown.isShown(message)) {
            return;
        }
        if (questionAt > 0) {
            question.addFirst(message);
            messages++;
            tokens += counts.of(message);
        } else if (!full) {
            List<Message> step = exchanges.step(message);
            if (!step.isEmpty()) {
                addStep(step);
            }
        }
    }

    private void addStep(List<Message> step) {
        steps.addFirst(step);
        messages += step.size();
        tokens += counts.of(step);
        if (steps.size() > 1 && !fits()) {
            removeOldestStep();
            exchanges.clear();
        }
    }

    private boolean fits() {
        return messages <= maxMessages && tokens <= maxTokens;
    }

    private void removeOldestStep() {
        List<Message> step = steps.removeFirst();
        messages -= step.size();
        tokens -= counts.of(step);
        full = true;
    }

    /** Returns how many messages were added. */
    int size() {
        return read.size();
    }

    /** Returns what is shown, after the last message was added. */
    List<Message> shown() {
        while (steps.size() > 1 && !fits()) {
            removeOldestStep();
        }
        List<Message> shown = new ArrayList<>(question);
        steps.forEach(shown::addAll);
        return shown;
    }

    /** Returns the sequences of the messages between those that are shown. */
    List<Long> leftOut(List<Message> shown) {
        long from = full ? steps.getFirst().get(0).sequence() : 0;
        Set<Long> sequences = new HashSet<>();
        shown.forEach(message -> sequences.add(message.sequence()));
        return read.stream()
                .filter(sequence -> sequence >= from || sequence <= questionAt)
                .filter(sequence -> !sequences.contains(sequence))
                .toList();
    }
}
