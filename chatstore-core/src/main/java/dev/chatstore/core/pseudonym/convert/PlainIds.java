package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import java.util.ArrayList;
import java.util.List;

/** What one scan has found. For one thread. */
final class PlainIds {
    /** How many finds are collected before they are converted, so that memory is bounded. */
    private static final int COLLECTED = 100_000;

    final List<ConversationId> conversations = new ArrayList<>();
    final List<SessionId> sessions = new ArrayList<>();
    final List<ConversationId> holds = new ArrayList<>();
    final List<ConversationId> logs = new ArrayList<>();
    PseudonymisedAmounts amounts = PseudonymisedAmounts.NONE;
    long unreadable;
    long read;

    private final boolean collects;

    /** Creates one without finds. One that does not collect only counts, and is never full. */
    PlainIds(boolean collects) {
        this.collects = collects;
    }

    boolean isFull() {
        return conversations.size() + sessions.size() + holds.size() + logs.size() >= COLLECTED;
    }

    <T> void found(List<T> finds, T id, PseudonymisedAmounts amount) {
        amounts = amounts.plus(amount);
        if (collects) {
            finds.add(id);
        }
    }
}
