package dev.chatstore.core.archive;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.core.backend.StoreIdentity;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes new segments. A content is in its place before the index names it. */
final class SegmentWriter {
    /** After five minutes without a sign of life, a run loses its lease, and an erasure may take its content for an orphan. */
    private static final long LATE_NANOS = Duration.ofMinutes(1).toNanos();

    private final SegmentCodec codec;
    private final RandomGenerator random;
    private final SegmentContents contents;
    private final LongSupplier nanoTime;

    SegmentWriter(SegmentCodec codec, RandomGenerator random, SegmentContents contents, LongSupplier nanoTime) {
        this.codec = codec;
        this.random = random;
        this.contents = contents;
        this.nanoTime = nanoTime;
    }

    /** Returns what compresses new segments. */
    Compression compression() {
        return codec.compression();
    }

    /** Returns a writer with another codec. */
    SegmentWriter with(SegmentCodec other) {
        return new SegmentWriter(other, random, contents, nanoTime);
    }

    /**
     * Writes a new segment and lets the index name it. If that took long, the content may have been removed as an orphan just
     * before it was named, and is written again.
     *
     * @param naming lets the index name the segment, and returns whether it does
     * @return the segment, or null if the index does not name it, and its content is removed
     */
    @Nullable Segment write(SegmentLines lines, @Nullable SegmentPlace place, Predicate<StoredSegment> naming) {
        StoredSegment encoded = encode(lines, place);
        byte[] content = encoded.content();
        boolean isNamed;
        if (place == null || content == null) {
            isNamed = naming.test(encoded);
        } else {
            isNamed = writeOutside(encoded.segment(), content, place, naming);
        }
        return isNamed ? encoded.segment() : null;
    }

    private boolean writeOutside(Segment segment, byte[] content, SegmentPlace place, Predicate<StoredSegment> naming) {
        long began = nanoTime.getAsLong();
        place.write(segment.id(), content);
        boolean isNamed;
        try {
            isNamed = naming.test(new StoredSegment(segment, null));
        } catch (UnavailableException e) {
            settle(segment, content, place, began, e.outcomeUnknown());
            throw e;
        }
        settle(segment, content, place, began, isNamed);
        return isNamed;
    }

    private void settle(Segment segment, byte[] content, SegmentPlace place, long began, boolean mayBeNamed) {
        if (!mayBeNamed) {
            contents.forget(segment);
        } else if (nanoTime.getAsLong() - began > LATE_NANOS) {
            writeAgain(segment, content, place);
        }
    }

    private static void writeAgain(Segment segment, byte[] content, SegmentPlace place) {
        try {
            place.write(segment.id(), content);
        } catch (UnavailableException e) {
            throw UnavailableException.maybeDone(
                    "segment " + segment.id()
                            + " was made slowly, and its content could not be written again: archive again",
                    true,
                    e);
        }
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
