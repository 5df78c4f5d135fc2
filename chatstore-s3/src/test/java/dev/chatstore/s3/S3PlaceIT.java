package dev.chatstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the contract does not say, on a real server. */
class S3PlaceIT {
    private final String url = Places.newUrl();

    @Test
    void aContentIsOneObjectWhoseKeyNamesTheStore() throws Exception {
        try (StubStorage storage = forwarding();
                SegmentPlace place = Places.open(url, "store1", storage.url(), Map.of())) {
            place.write("k3yx", Places.bytes("content"));
            StubStorage.Request put = storage.requests().get(1);
            assertThat(put.head())
                    .startsWith("PUT /" + url.substring("s3://".length()) + "/store1/k3/k3yx ")
                    .contains("If-None-Match: *\r\n")
                    .contains("x-amz-checksum-sha256: 7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=\r\n");
            assertThat(put.body()).isEqualTo(Places.bytes("content"));
            assertThat(storage.requests()).hasSize(2);
        }
    }

    @Test
    void aContentIsNeverWrittenOver() {
        try (SegmentPlace place = Places.open(url, "store1")) {
            place.write("id", Places.bytes("first"));
            for (String other : List.of("second", "FIRST", "")) {
                assertThatThrownBy(() -> place.write("id", Places.bytes(other)))
                        .isInstanceOf(CorruptDataException.class)
                        .hasMessageStartingWith("segment id has another content in s3://");
            }
            assertThat(place.read("id")).isEqualTo(Places.bytes("first"));
        }
    }

    @Test
    void aWriteWhoseReplyIsLostIsRepeatedWithoutEffect() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        try (StubStorage storage = StubStorage.of(request -> {
                    byte[] reply = StubStorage.forward(request, Places.server().url());
                    return request.is("PUT") && !lost.getAndSet(true) ? StubStorage.NOTHING : reply;
                });
                SegmentPlace place = Places.open(url, "store1", storage.url(), Map.of())) {
            place.write("id", Places.bytes("content"));
            assertThat(place.read("id")).isEqualTo(Places.bytes("content"));
            assertThat(storage.requests())
                    .filteredOn(request -> request.is("PUT"))
                    .hasSize(2);
            assertThat(storage.requests())
                    .filteredOn(request -> request.is("HEAD"))
                    .hasSize(1);
        }
    }

    @Test
    void contentsAreListedAcrossThePagesOfTheServer() throws Exception {
        try (StubStorage storage = forwarding();
                SegmentPlace place = Places.openWithPages(10, url, "store1", storage.url());
                SegmentPlace other = Places.open(url, "store2")) {
            other.write("aaaa", Places.bytes("of another store"));
            List<String> ids = IntStream.range(0, 35)
                    .mapToObj(i -> Integer.toString(i * 7919 % 46_656, 36) + "x" + i)
                    .sorted()
                    .toList();
            ids.forEach(id -> place.write(id, Places.bytes(id)));
            int before = storage.requests().size();
            assertThat(place.olderThan(Duration.ZERO, null, 100)).isEqualTo(ids);
            assertThat(storage.requests()).hasSize(before + 4);
            assertThat(place.olderThan(Duration.ZERO, null, 35)).isEqualTo(ids);
            assertThat(place.olderThan(Duration.ZERO, ids.get(4), 25)).isEqualTo(ids.subList(5, 30));
            assertThat(place.olderThan(Duration.ofHours(1), null, 100)).isEmpty();
        }
    }

    @Test
    void anObjectThatIsNoContentIsPassedOver() {
        String store = url + "/store1";
        try (SegmentPlace place = Places.open(url, "store1");
                SegmentPlace inside = Places.open(store, "zz")) {
            inside.write("zz", Places.bytes("zz/zz/zz of the same folder"));
            place.write("a", Places.bytes("a"));
            assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("a");
        }
    }

    @Test
    void aContentThatIsDamagedOnTheWayIsRequestedAgain() throws Exception {
        AtomicBoolean damaged = new AtomicBoolean();
        try (StubStorage storage = StubStorage.of(request -> {
                    byte[] reply = StubStorage.forward(request, Places.server().url());
                    if (isContent(request) && !damaged.getAndSet(true)) {
                        reply[reply.length - 1] ^= 1;
                    }
                    return reply;
                });
                SegmentPlace place = Places.open(url, "store1", storage.url(), Map.of())) {
            place.write("id", Places.bytes("content"));
            assertThat(place.read("id")).isEqualTo(Places.bytes("content"));
            assertThat(storage.requests()).filteredOn(S3PlaceIT::isContent).hasSize(2);
        }
    }

    @Test
    void aContentThatIsAlwaysDamagedOnTheWayIsAnError() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> {
                    byte[] reply = StubStorage.forward(request, Places.server().url());
                    if (isContent(request)) {
                        reply[reply.length - 1] ^= 1;
                    }
                    return reply;
                });
                SegmentPlace place = Places.open(url, "store1", storage.url(), Map.of("archive.s3.retries", "2"))) {
            place.write("id", Places.bytes("content"));
            assertThatThrownBy(() -> place.read("id"))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("arrived damaged");
            assertThat(storage.requests()).filteredOn(S3PlaceIT::isContent).hasSize(3);
        }
    }

    @Test
    void aContentThatIsCutOnTheWayIsAnError() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> {
                    byte[] reply = StubStorage.forward(request, Places.server().url());
                    return isContent(request) ? Arrays.copyOf(reply, reply.length - 3) : reply;
                });
                SegmentPlace place = Places.open(url, "store1", storage.url(), Map.of("archive.s3.retries", "1"))) {
            place.write("id", Places.bytes("content"));
            assertThatThrownBy(() -> place.read("id"))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isTrue());
            assertThat(storage.requests()).filteredOn(S3PlaceIT::isContent).hasSize(2);
        }
    }

    @Test
    void aMissingBucketIsAnErrorOnOpening() {
        assertThatThrownBy(() -> Places.open("s3://no-such-bucket/folder", "store1"))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse())
                .hasMessage("the bucket of s3://no-such-bucket/folder at "
                        + Places.server().url()
                        + " does not exist; create it, or correct archive.url (404 NoSuchBucket)");
    }

    @Test
    void aBucketWithoutAPrefixIsAPlaceToo() {
        String bucket = "s3://" + Places.server().bucket();
        try (SegmentPlace place = Places.open(bucket, "root");
                SegmentPlace again = Places.open(bucket + "/", "root")) {
            place.write("id", Places.bytes("content"));
            assertThat(again.read("id")).isEqualTo(Places.bytes("content"));
            assertThat(again.olderThan(Duration.ZERO, null, 10)).containsExactly("id");
        }
    }

    @Test
    void anInterruptEndsNoCallAndStays() {
        try (SegmentPlace place = Places.open(url, "store1")) {
            Thread.currentThread().interrupt();
            place.write("id", Places.bytes("content"));
            assertThat(place.read("id")).isEqualTo(Places.bytes("content"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aClosedPlaceRefusesCalls() {
        SegmentPlace place = Places.open(url, "store1");
        place.close();
        place.close();
        assertThatThrownBy(() -> place.read("id")).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> place.write("id", Places.bytes("content"))).isInstanceOf(ClosedException.class);
    }

    private static StubStorage forwarding() throws Exception {
        return StubStorage.of(
                request -> StubStorage.forward(request, Places.server().url()));
    }

    private static boolean isContent(StubStorage.Request request) {
        return request.is("GET") && !request.head().contains("list-type");
    }
}
