package dev.chatstore.core.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.core.window.HeapSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the messages of segments, wherever their contents are. Messages that were read stay in memory until a minute after
 * their last use. The index names a segment before it is looked up here, so one that it no longer has is not shown.
 */
final class SegmentContents {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentContents.class);
    private static final Duration UNUSED = Duration.ofMinutes(1);

    private final SegmentPlaces places;
    private final SegmentCodec codec;
    private final Cache<String, List<MessageSnapshot>> read;
    private final Lock lock = new ReentrantLock();
    private final List<Segment> waiting = new ArrayList<>();
    private int snapshots;

    /**
     * Creates it.
     *
     * @param cacheBytes the maximum size of what stays in memory, in bytes of the heap
     */
    SegmentContents(SegmentPlaces places, SegmentCodec codec, long cacheBytes) {
        this.places = places;
        this.codec = codec;
        this.read = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((String id, List<MessageSnapshot> messages) -> weight(messages))
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .build();
    }

    private static int weight(List<MessageSnapshot> messages) {
        long bytes = messages.stream()
                .mapToLong(snapshot -> HeapSize.of(List.of(snapshot.message())) + HeapSize.of(snapshot.earlier()))
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    SegmentPlaces places() {
        return places;
    }

    /**
     * Returns the messages of a segment, or null if its place no longer has its content.
     *
     * @throws CorruptDataException if the content is damaged
     * @throws UnavailableException if its place is out of reach or not configured
     */
    @Nullable List<MessageSnapshot> read(ConversationId id, StoredSegment stored) {
        String segmentId = stored.segment().id();
        List<MessageSnapshot> known = read.getIfPresent(segmentId);
        if (known != null) {
            return known;
        }
        List<MessageSnapshot> messages = readOnce(id, stored);
        if (messages != null) {
            read.put(segmentId, messages);
        }
        return messages;
    }

    /** Returns the messages of a segment as {@link #read} does, and keeps nothing in memory. */
    @Nullable List<MessageSnapshot> readOnce(ConversationId id, StoredSegment stored) {
        SegmentPlace place = places.of(stored.segment());
        byte[] content =
                place == null ? stored.content() : place.read(stored.segment().id());
        if (content == null && place == null) {
            throw missing(id, stored.segment());
        }
        return content == null ? null : codec.read(id, stored.segment(), content);
    }

    static CorruptDataException missing(ConversationId id, Segment segment) {
        return CorruptDataException.ofConversation(id, "segment " + segment.id(), "has no content in its place", null);
    }

    /** Keeps the contents that are in their places now until the snapshot is closed. */
    void beginSnapshot() {
        lock.lock();
        try {
            snapshots++;
        } finally {
            lock.unlock();
        }
    }

    void endSnapshot() {
        List<Segment> removed;
        lock.lock();
        try {
            snapshots--;
            removed = snapshots == 0 ? List.copyOf(waiting) : List.of();
            waiting.removeAll(removed);
        } finally {
            lock.unlock();
        }
        removed.forEach(this::remove);
    }

    /**
     * Removes what is left of a segment that the index no longer has, once no snapshot of this process is open. What cannot be
     * removed is swept later.
     */
    void forget(Segment segment) {
        read.invalidate(segment.id());
        if (segment.place() != null && !waits(segment)) {
            remove(segment);
        }
    }

    private boolean waits(Segment segment) {
        lock.lock();
        try {
            return snapshots > 0 && waiting.add(segment);
        } finally {
            lock.unlock();
        }
    }

    private void remove(Segment segment) {
        try {
            SegmentPlace place = places.of(segment);
            if (place != null) {
                place.remove(segment.id());
            }
        } catch (UnavailableException e) {
            LOG.warn("the content of segment {} stays in its place until the archive is swept", segment.id(), e);
        }
    }
}
