package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Selects the newest whole turns that fit. Everything is kept oldest first, and added from the newest back. */
final class TurnSelection {
    private final int maxMessages;
    private final long maxTokens;
    private final TokenCounts counts;

    private final Deque<Message> kept = new ArrayDeque<>();
    private final SortedSet<Long> leftOut = new TreeSet<>();
    private long keptTokens;

    /** The turn that is being read. */
    private final Deque<Message> turn = new ArrayDeque<>();

    private final List<Long> leftOutOfTurn = new ArrayList<>();
    private long turnTokens;

    /** Whether the user's message of the turn was read: only system messages may still belong to it. */
    private boolean opened;

    TurnSelection(int maxMessages, long maxTokens, TokenCounts counts) {
        this.maxMessages = maxMessages;
        this.maxTokens = maxTokens;
        this.counts = counts;
    }

    /** Takes the newest turns of a path that fit, and returns whether these are all. */
    boolean take(PathBack path, SystemStart start) {
        for (@Nullable Message message = path.next(); message != null; message = path.next()) {
            if (start.contains(message)) {
                return keepTurn();
            }
            if (opened && message.role() != Role.SYSTEM && (!keepTurn() || kept.size() >= maxMessages)) {
                return false;
            }
            add(message);
            if (!kept.isEmpty() && !fits()) {
                return false;
            }
            path.expect(expected());
        }
        // Where reading was cut short, the turn may have begun earlier.
        return (path.isAtStart() || kept.isEmpty()) && keepTurn() && path.isAtStart();
    }

    private void add(Message message) {
        opened |= message.role() == Role.USER;
        if (!Shown.isShown(message)) {
            leftOutOfTurn.add(message.sequence());
            return;
        }
        turn.addFirst(message);
        turnTokens += counts.of(message);
    }

    private boolean fits() {
        return kept.size() + turn.size() <= maxMessages && keptTokens + turnTokens <= maxTokens;
    }

    /** Returns how many messages may still be needed, by the mean of those that were read. */
    private long expected() {
        int read = kept.size() + turn.size();
        if (!fits()) {
            // The beginning of the newest turn is looked for, wherever it is.
            return read;
        }
        long tokens = keptTokens + turnTokens;
        long mean = Math.max(1, tokens / Math.max(1, read));
        return Math.min(maxMessages - read, (maxTokens - tokens) / mean) + 1;
    }

    /** Ends the turn, keeps what fits of it, and returns whether that is all of it. */
    private boolean keepTurn() {
        boolean fits = fits();
        if (fits || kept.isEmpty()) {
            leftOut.addAll(leftOutOfTurn);
        }
        if (fits) {
            turn.descendingIterator().forEachRemaining(kept::addFirst);
            keptTokens += turnTokens;
        } else if (kept.isEmpty()) {
            kept.addAll(newestOfTurn());
        }
        leftOutOfTurn.clear();
        turn.clear();
        turnTokens = 0;
        opened = false;
        return fits;
    }

    /** Returns the question of a turn that does not fit, and as many of its newest steps as fit, but at least one. */
    private List<Message> newestOfTurn() {
        List<Message> all = new ArrayList<>(turn);
        List<Message> newest = new ArrayList<>(all.subList(0, question(all)));
        int messages = newest.size();
        long tokens = counts.of(newest);
        List<List<Message>> steps = ToolExchanges.steps(all.subList(newest.size(), all.size()), leftOut);
        int first = steps.size();
        while (first > 0) {
            List<Message> step = steps.get(first - 1);
            messages += step.size();
            tokens += counts.of(step);
            if (first < steps.size() && (messages > maxMessages || tokens > maxTokens)) {
                break;
            }
            first--;
        }
        steps.subList(first, steps.size()).forEach(newest::addAll);
        return newest;
    }

    /** Returns how many messages a turn begins with that are its question. */
    private static int question(List<Message> turn) {
        int index = 0;
        while (index < turn.size() && turn.get(index).role() == Role.SYSTEM) {
            index++;
        }
        return index < turn.size() && turn.get(index).role() == Role.USER ? index + 1 : 0;
    }

    Prompt prompt(@Nullable String systemPrompt, long before, List<Message> start, boolean complete) {
        List<Message> messages = new ArrayList<>(start);
        ToolExchanges.steps(kept, leftOut).forEach(messages::addAll);
        long tokens = before + counts.of(messages.subList(start.size(), messages.size()));
        return new Prompt(systemPrompt, messages, tokens, complete, List.copyOf(leftOut));
    }
}
