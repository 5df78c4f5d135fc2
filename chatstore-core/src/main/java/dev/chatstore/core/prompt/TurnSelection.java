package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
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

    /** The turn that is being read, with what is not shown of it. */
    private final Deque<Message> turn = new ArrayDeque<>();

    private int shownOfTurn;
    private long turnTokens;

    /** The turn that is being read, once it does not fit although it is the newest. */
    private @Nullable LargeTurn large;

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
            if (large == null && !fits()) {
                if (!kept.isEmpty()) {
                    return false;
                }
                large = largeTurn();
            }
            path.expect(expected());
        }
        // Where reading was cut short, the turn may have begun earlier; where the history was, its question is gone.
        boolean isWhole = path.isAtStart() && (opened || !path.isCut());
        return (isWhole || kept.isEmpty()) && keepTurn() && path.isAtStart();
    }

    private void add(Message message) {
        opened |= message.role() == Role.USER;
        if (large != null) {
            large.add(message);
            return;
        }
        turn.addFirst(message);
        if (Shown.isShown(message)) {
            shownOfTurn++;
            turnTokens += counts.of(message);
        }
    }

    private LargeTurn largeTurn() {
        LargeTurn newest = new LargeTurn(maxMessages, maxTokens, counts);
        turn.descendingIterator().forEachRemaining(newest::add);
        turn.clear();
        return newest;
    }

    private boolean fits() {
        return kept.size() + shownOfTurn <= maxMessages && keptTokens + turnTokens <= maxTokens;
    }

    /** Returns how many messages may still be needed, by the mean of those that were read. */
    private long expected() {
        if (large != null) {
            // The beginning of the newest turn is looked for, wherever it is.
            return large.size();
        }
        int read = kept.size() + shownOfTurn;
        long tokens = keptTokens + turnTokens;
        long mean = Math.max(1, tokens / Math.max(1, read));
        return Math.min(maxMessages - read, (maxTokens - tokens) / mean) + 1;
    }

    /** Ends the turn, keeps what fits of it, and returns whether that is all of it. */
    private boolean keepTurn() {
        if (large != null) {
            List<Message> shown = large.shown();
            kept.addAll(shown);
            leftOut.addAll(large.leftOut(shown));
            return false;
        }
        turn.descendingIterator().forEachRemaining(message -> {
            if (Shown.isShown(message)) {
                kept.addFirst(message);
            } else {
                leftOut.add(message.sequence());
            }
        });
        keptTokens += turnTokens;
        turn.clear();
        shownOfTurn = 0;
        turnTokens = 0;
        opened = false;
        return true;
    }

    Prompt prompt(@Nullable String systemPrompt, long before, List<Message> start, boolean complete) {
        Deque<List<Message>> steps = new ArrayDeque<>();
        ToolExchanges exchanges = new ToolExchanges();
        for (Iterator<Message> newest = kept.descendingIterator(); newest.hasNext(); ) {
            steps.addFirst(exchanges.step(newest.next()));
        }
        List<Message> shown = steps.stream().flatMap(Collection::stream).toList();
        kept.forEach(message -> leftOut.add(message.sequence()));
        shown.forEach(message -> leftOut.remove(message.sequence()));
        List<Message> messages = new ArrayList<>(start);
        messages.addAll(shown);
        return new Prompt(systemPrompt, messages, before + counts.of(shown), complete, List.copyOf(leftOut));
    }
}
