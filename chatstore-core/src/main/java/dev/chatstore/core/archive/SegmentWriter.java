package dev.chatstore.core.archive;

import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.core.backend.StoreIdentity;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes segments that the index does not know yet. */
final class SegmentWriter {
    private final SegmentCodec codec;
    private final RandomGenerator random;

    SegmentWriter(SegmentCodec codec, RandomGenerator random) {
        this.codec = codec;
        this.random = random;
    }

    /** Returns a new segment, whose content is in its place when this returns. */
    StoredSegment write(SegmentLines lines, @Nullable SegmentPlace place) {
        StoredSegment segment = segment(lines, place);
        byte[] content = segment.content();
        if (place == null || content == null) {
            return segment;
        }
        place.write(segment.segment().id(), content);
        return new StoredSegment(segment.segment(), null);
    }

    /** Returns a new segment with its content, which is written nowhere. */
    StoredSegment segment(SegmentLines lines, @Nullable SegmentPlace place) {
        byte[] content = codec.content(lines);
        Segment segment = new Segment(
                StoreIdentity.random(random) + StoreIdentity.random(random),
                lines.first(),
                lines.last(),
                lines.tokens(),
                lines.size(),
                SegmentCodec.digest(content),
                place == null ? null : place.scheme(),
                content.length);
        return new StoredSegment(segment, content);
    }
}
