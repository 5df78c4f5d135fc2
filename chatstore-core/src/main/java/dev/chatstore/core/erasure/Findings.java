package dev.chatstore.core.erasure;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a scan finds. It collects what is to be removed up to a bound, and counts the rest. For one thread. */
final class Findings {
    /** Conversations, sessions and written messages that are collected before they are removed. */
    static final int COLLECTED = 100_000;

    /**
     * A message that the person wrote.
     *
     * @param revisions the number of its earlier revisions
     * @param withId whether its id has an id of the person
     */
    record WrittenMessage(long sequence, int revisions, boolean withId) {}

    /** A conversation that is the person's. */
    record Owned(ConversationId id, ErasedAmounts amounts) {}

    /** Messages that the person wrote in a conversation of others. */
    record Written(ConversationId id, List<WrittenMessage> messages, ErasedAmounts amounts) {}

    /** Conversations of the person that were named and are on hold. */
    final Set<ConversationId> heldConversations = new HashSet<>();

    final List<Owned> owned = new ArrayList<>();
    final List<Written> written = new ArrayList<>();
    final List<SessionId> sessions = new ArrayList<>();
    final List<Mention> mentions = new ArrayList<>();
    final Map<MentionPlace, Long> mentionCounts = new EnumMap<>(MentionPlace.class);

    private final boolean collects;
    private int collected;
    private ErasedAmounts found = ErasedAmounts.NONE;
    private ErasedAmounts held = ErasedAmounts.NONE;
    long conversations;
    long messages;
    long sessionsRead;
    long unreadable;

    /**
     * Creates empty findings.
     *
     * @param collects whether what is found is to be removed, and not only counted
     */
    Findings(boolean collects) {
        this.collects = collects;
    }

    ErasedAmounts found() {
        return found;
    }

    ErasedAmounts held() {
        return held;
    }

    /** Returns whether the scan must end, and what was collected be removed, before it can find more. */
    boolean isFull() {
        return collected >= COLLECTED;
    }

    void hold(ErasedAmounts amounts) {
        held = held.plus(amounts);
    }

    void hold(ConversationId id, ErasedAmounts amounts) {
        held = held.plus(amounts);
        if (amounts.conversations() > 0) {
            heldConversations.add(id);
        }
    }

    /** The ids are kept in any case, since the logs of imports are searched for them. */
    void owned(ConversationId id, ErasedAmounts amounts) {
        found = found.plus(amounts);
        owned.add(new Owned(id, amounts));
        collected += collects ? 1 : 0;
    }

    void written(ConversationId id, List<WrittenMessage> wrote, ErasedAmounts amounts) {
        found = found.plus(amounts);
        if (collects) {
            written.add(new Written(id, List.copyOf(wrote), amounts));
            collected += wrote.size();
        }
    }

    void session(SessionId id) {
        found = found.plus(ErasedAmounts.ofSession());
        if (collects) {
            sessions.add(id);
            collected++;
        }
    }

    void importEntries(long count) {
        found = found.plus(ErasedAmounts.ofImportEntries(count));
    }

    void mention(
            MentionPlace place, @Nullable ConversationId conversation, long sequence, @Nullable SessionId session) {
        mentionCounts.merge(place, 1L, Long::sum);
        if (mentions.size() < ErasureReport.LISTED) {
            mentions.add(new Mention(place, conversation, sequence, session));
        }
    }
}
