package dev.chatstore.core.memory;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference for the behaviour of the archive's index. */
final class MemorySegments implements SegmentStore {
    private final MemoryConversations conversations;
    private final InstantSource clock;

    MemorySegments(MemoryConversations conversations, InstantSource clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    @Override
    public Optional<StoredSegment> find(ConversationId id, long sequence) {
        return conversations.in(
                id,
                Optional.<StoredSegment>empty(),
                found -> found.history().segments().find(sequence));
    }

    @Override
    public List<Segment> list(ConversationId id) {
        return conversations.in(
                id, List.<Segment>of(), found -> found.history().segments().list());
    }

    @Override
    public Map<ConversationId, Long> ends(Collection<ConversationId> ids) {
        return conversations.atomically(() -> {
            Map<ConversationId, Long> ends = new HashMap<>();
            for (ConversationId id : ids) {
                MemoryConversation found = conversations.find(id);
                List<Segment> segments =
                        found == null ? List.of() : found.history().segments().list();
                if (!segments.isEmpty()) {
                    ends.put(id, segments.get(segments.size() - 1).last());
                }
            }
            return ends;
        });
    }

    @Override
    public OptionalLong sequence(ConversationId id, String messageId) {
        return conversations.in(
                id, OptionalLong.empty(), found -> found.history().sequence(messageId));
    }

    @Override
    public Set<String> existing(Collection<String> segmentIds) {
        Set<String> asked = Set.copyOf(segmentIds);
        return conversations.atomically(() -> conversations
                .all()
                .flatMap(found -> found.history().segments().list().stream())
                .map(Segment::id)
                .filter(asked::contains)
                .collect(Collectors.toSet()));
    }

    @Override
    public boolean put(ConversationId id, long expectedVersion, StoredSegment segment) {
        return conversations.in(id, false, found -> {
            MemoryHistory history = found.history();
            Segment index = segment.segment();
            if (history.segments().contains(index.id())) {
                return true;
            }
            if (found.version() != expectedVersion || !history.begins(index.first(), index.last())) {
                return false;
            }
            history.takeOldest((int) index.messages());
            history.segments().add(segment);
            found.moved();
            return true;
        });
    }

    @Override
    public boolean takeBack(ConversationId id, Segment segment, List<MessageSnapshot> messages) {
        checkAll(segment, messages);
        return conversations.in(id, false, found -> {
            boolean isNewest = found.history().segments().removeNewest(segment);
            if (isNewest) {
                found.history().bringBack(messages);
                found.moved();
            }
            return isNewest;
        });
    }

    @Override
    public boolean shorten(ConversationId id, Segment segment, @Nullable StoredSegment left) {
        if (left != null) {
            checkEnd(segment, left.segment());
        }
        return conversations.in(id, false, found -> {
            boolean isOldest = found.history().segments().shorten(segment, left);
            if (isOldest) {
                Segment kept = left == null ? null : left.segment();
                found.removed(segment.tokens() - (kept == null ? 0 : kept.tokens()), clock.instant());
                conversations.fewer(segment.messages() - (kept == null ? 0 : kept.messages()));
                conversations.report(new Change.Described(found.snapshot()));
            }
            return isOldest;
        });
    }

    private static void checkAll(Segment segment, List<MessageSnapshot> messages) {
        boolean isWhole = messages.size() == segment.messages();
        for (int i = 0; isWhole && i < messages.size(); i++) {
            isWhole = messages.get(i).message().sequence() == segment.first() + i;
        }
        if (!isWhole) {
            throw new InvalidInputException("messages", "must be those of the segment in their order", 0);
        }
    }

    private static void checkEnd(Segment segment, Segment left) {
        boolean isEnd = left.last() == segment.last() && left.first() > segment.first() && left.messages() > 0;
        if (!isEnd) {
            throw new InvalidInputException("left", "must be the end of the segment", 0);
        }
    }
}
