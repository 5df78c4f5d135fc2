package dev.chatstore.core.archive;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.segment.SegmentStore;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A snapshot with the messages of segments before the others. Holds the messages of one segment at a time. The index of the
 * snapshot's moment names the segments; a content in a place that was removed since makes it {@linkplain UnavailableException
 * unavailable}: what replaced it belongs to another moment.
 */
final class ArchivedSnapshot implements StoreSnapshot {
    private final StoreSnapshot rows;
    private final SegmentStore index;
    private final SegmentContents contents;

    ArchivedSnapshot(StoreSnapshot rows, SegmentStore index, SegmentContents contents) {
        this.rows = rows;
        this.index = index;
        this.contents = contents;
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
        Conversation head = conversation.head();
        return new ConversationSnapshot(
                head,
                () -> new ArchivedMessages(
                        head.firstSequence(),
                        conversation.messages().iterator(),
                        sequence -> messages(head.id(), sequence)),
                conversation.forgotten());
    }

    private List<MessageSnapshot> messages(ConversationId id, long sequence) {
        StoredSegment stored = rows.segment(id, sequence).orElse(null);
        if (stored == null) {
            return List.of();
        }
        List<MessageSnapshot> messages = contents.readOnce(id, stored);
        String segmentId = stored.segment().id();
        if (messages == null && index.existing(Set.of(segmentId)).isEmpty()) {
            throw UnavailableException.notDone(
                    "segment " + segmentId + " of " + id
                            + " was removed from its place since the snapshot was opened: open a new one",
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
        return rows.find(id).map(this::whole);
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
        rows.close();
    }
}
