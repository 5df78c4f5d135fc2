package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A content that was removed as an orphan just before the index named it is written again. */
final class SlowSegmentTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Faults faults = new Faults();
    private final HeapPlace heap = new HeapPlace(InstantSource.system());
    private final SegmentPlaces places = SegmentPlaces.of(List.of(heap));
    private final SegmentWriter writer = new SegmentWriter(
            ArchivedStores.CODEC,
            new SplittableRandom(1),
            new SegmentContents(places, ArchivedStores.CODEC, 0),
            nanos::get);

    private static SegmentLines lines() {
        SegmentLines lines = new SegmentLines(Long.MAX_VALUE);
        lines.add(new MessageSnapshot(Message.appended(NewMessage.user("text"), 1, 1, Instant.EPOCH)));
        return lines;
    }

    /** Lets a time pass, in which the content is removed. */
    private void sweepAfter(Segment segment, Duration time) {
        nanos.addAndGet(time.toNanos());
        heap.remove(segment.id());
    }

    @Test
    void aSegmentThatWasNamedLateHasItsContent() {
        Segment segment = writer.write(lines(), heap, stored -> {
            sweepAfter(stored.segment(), Duration.ofMinutes(6));
            return true;
        });

        assertThat(segment).isNotNull();
        assertThat(heap.read(segment.id())).hasSize((int) segment.stored());
    }

    @Test
    void itHasItsContentIfItMayHaveBeenNamed() {
        AtomicLong size = new AtomicLong();
        StringBuilder id = new StringBuilder();
        assertThatThrownBy(() -> writer.write(lines(), heap, stored -> {
                    id.append(stored.segment().id());
                    size.set(stored.segment().stored());
                    sweepAfter(stored.segment(), Duration.ofMinutes(6));
                    throw UnavailableException.maybeDone("the reply was lost", true, null);
                }))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("the reply was lost");
        assertThat(heap.read(id.toString())).hasSize((int) size.get());
    }

    @Test
    void aSegmentThatIsNamedAtOnceIsWrittenOnce() {
        assertThat(faults.calls(() -> writer.write(lines(), faults.place(heap), stored -> true)))
                .containsExactly("place.write");
    }

    @Test
    void whatIsNotNamedIsRemoved() {
        assertThat(writer.write(lines(), heap, stored -> false)).isNull();
        assertThatThrownBy(() -> writer.write(lines(), heap, stored -> {
                    throw UnavailableException.notDone("the server is away", true, null);
                }))
                .isInstanceOf(UnavailableException.class);
        assertThat(heap.olderThan(Duration.ZERO, null, 10)).isEmpty();
    }
}
