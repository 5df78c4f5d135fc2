package dev.chatstore.core.archive;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A snapshot with the messages of segments before the others. Holds the messages of one segment at a time. The index of the
 * snapshot's moment names the segments. Contents in a place stay there until the snapshots of this process are closed. If
 * another process has removed one, reading the messages throws {@link UnavailableException}, and the conversation can be
 * found again: as it is now.
 */
final class ArchivedSnapshot implements StoreSnapshot {
    private final StoreSnapshot rows;
    private final Function<StoreScope, StoreSnapshot> open;
    private final SegmentStore index;
    private final SegmentContents contents;
    private final Set<ConversationId> gone = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens a snapshot.
     *
     * @param open opens a snapshot of the durable backend
     */
    ArchivedSnapshot(
            StoreScope scope, Function<StoreScope, StoreSnapshot> open, SegmentStore index, SegmentContents contents) {
        this.open = open;
        this.index = index;
        this.contents = contents;
        contents.beginSnapshot();
        try {
            this.rows = open.apply(scope);
        } catch (RuntimeException | Error e) {
            contents.endSnapshot();
            throw e;
        }
    }

    @Override
    public Iterator<ConversationSnapshot> conversations() {
        Iterator<ConversationSnapshot> conversations = rows.conversations();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return conversations.hasNext();
            }

            @Override
            public ConversationSnapshot next() {
                return whole(conversations.next());
            }
        };
    }

    private ConversationSnapshot whole(ConversationSnapshot conversation) {
        return whole(conversation, rows);
    }

    private ConversationSnapshot whole(ConversationSnapshot conversation, StoreSnapshot moment) {
        if (hasNoSegments(conversation)) {
            return conversation;
        }
        Conversation head = conversation.head();
        return new ConversationSnapshot(
                head,
                () -> new ArchivedMessages(
                        head.firstSequence(),
                        conversation.messages().iterator(),
                        sequence -> messages(head.id(), sequence, moment)),
                conversation.forgotten());
    }

    /** Returns whether all messages are held in memory already, so that a copy stores many such conversations at once. */
    private static boolean hasNoSegments(ConversationSnapshot conversation) {
        return conversation.messages() instanceof Collection<MessageSnapshot> held
                && held.size() == conversation.head().messageCount();
    }

    private List<MessageSnapshot> messages(ConversationId id, long sequence, StoreSnapshot moment) {
        StoredSegment stored = moment.segment(id, sequence).orElse(null);
        if (stored == null) {
            return List.of();
        }
        List<MessageSnapshot> messages = contents.readOnce(id, stored);
        String segmentId = stored.segment().id();
        if (messages == null && index.existing(Set.of(segmentId)).isEmpty()) {
            gone.add(id);
            throw UnavailableException.notDone(
                    "segment " + segmentId + " of " + id
                            + " was removed from its place since the snapshot was opened: find the conversation again",
                    true,
                    null);
        }
        if (messages == null) {
            throw SegmentContents.missing(id, stored.segment());
        }
        return messages;
    }

    @Override
    public Optional<ConversationSnapshot> find(ConversationId id) {
        if (!gone.contains(id)) {
            return rows.find(id).map(this::whole);
        }
        try (StoreSnapshot now = open.apply(StoreScope.ofConversation(id))) {
            return now.find(id).map(found -> copy(whole(found, now)));
        }
    }

    /** What is gone was archived, and a conversation that is read again is rare: it is held in memory. */
    private static ConversationSnapshot copy(ConversationSnapshot conversation) {
        List<ForgottenMessage> forgotten = new ArrayList<>();
        conversation.forgotten().forEach(forgotten::add);
        List<MessageSnapshot> messages = new ArrayList<>();
        conversation.messages().forEach(messages::add);
        return new ConversationSnapshot(conversation.head(), messages, forgotten);
    }

    @Override
    public Consistency consistency() {
        return rows.consistency();
    }

    @Override
    public Iterator<Conversation> heads() {
        return rows.heads();
    }

    @Override
    public Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        return rows.heads(ids);
    }

    @Override
    public Iterator<StoredSession> sessions() {
        return rows.sessions();
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return rows.find(id);
    }

    @Override
    public Optional<StoredSegment> segment(ConversationId id, long sequence) {
        return rows.segment(id, sequence);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            if (closed.compareAndSet(false, true)) {
                contents.endSnapshot();
            }
        }
    }
}
