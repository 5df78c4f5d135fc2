package dev.chatstore.core.memory;

import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The segments of one conversation, oldest first. Its store's lock guards it. */
final class MemorySegmentList {
    private final List<StoredSegment> segments = new ArrayList<>();

    /** Returns the number of messages in segments. */
    long messages() {
        return segments.stream()
                .mapToLong(stored -> stored.segment().messages())
                .sum();
    }

    Optional<StoredSegment> find(long sequence) {
        return segments.stream()
                .filter(stored -> stored.segment().first() <= sequence
                        && sequence <= stored.segment().last())
                .findFirst();
    }

    List<Segment> list() {
        return segments.stream().map(StoredSegment::segment).toList();
    }

    List<StoredSegment> all() {
        return List.copyOf(segments);
    }

    boolean contains(String segmentId) {
        return segments.stream().anyMatch(stored -> stored.segment().id().equals(segmentId));
    }

    void add(StoredSegment newest) {
        segments.add(newest);
    }

    /** Removes a segment if it is the newest one, and returns whether it is. */
    boolean removeNewest(Segment segment) {
        boolean isNewest = !segments.isEmpty()
                && segments.get(segments.size() - 1).segment().equals(segment);
        if (isNewest) {
            segments.remove(segments.size() - 1);
        }
        return isNewest;
    }

    /** Replaces a segment by what is left of it if it is the oldest one, and returns whether it is. */
    boolean shorten(Segment segment, @Nullable StoredSegment left) {
        boolean isOldest = !segments.isEmpty() && segments.get(0).segment().equals(segment);
        if (isOldest && left == null) {
            segments.remove(0);
        } else if (isOldest) {
            segments.set(0, left);
        }
        return isOldest;
    }
}
