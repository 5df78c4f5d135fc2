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

    /** Returns what compresses new segments. */
    Compression compression() {
        return codec.compression();
    }

    /** Returns a writer with another codec. */
    SegmentWriter with(SegmentCodec other) {
        return new SegmentWriter(other, random);
    }

    /** Returns a new segment, whose content is in its place when this returns. */
    StoredSegment write(SegmentLines lines, @Nullable SegmentPlace place) {
        StoredSegment encoded = encode(lines, place);
        byte[] content = encoded.content();
        if (place == null || content == null) {
            return encoded;
        }
        place.write(encoded.segment().id(), content);
        return new StoredSegment(encoded.segment(), null);
    }

    /** Returns a new segment for a place, with its content, which is nowhere else. */
    StoredSegment encode(SegmentLines lines, @Nullable SegmentPlace place) {
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
