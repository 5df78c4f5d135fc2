package dev.chatstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of a storage whose time is years behind that of this process. */
class S3ListTest {
    private static final String URL = "s3://bucket/folder";
    private static final String DATE = "Date: Wed, 27 Nov 2024 12:00:00 GMT\r\n";
    private static final String TWO_HOURS_AGO = "2024-11-27T10:00:00.000Z";
    private static final Pattern AFTER = Pattern.compile("start-after=[^&]*%2F([a-z0-9]+)[& ]");
    private static final Pattern LIMIT = Pattern.compile("max-keys=(\\d+)");
    private static final int LARGEST_PAGE = 1_000;

    private static SegmentPlace open(StubStorage storage) {
        return Places.open(URL, "store1", storage.url(), Map.of());
    }

    private static String object(String key, String time) {
        return "<Contents><Key>%s</Key><LastModified>%s</LastModified></Contents>".formatted(key, time);
    }

    private static byte[] list(boolean hasMore, String objects) {
        return StubStorage.reply(
                "200 OK",
                DATE,
                "<ListBucketResult><IsTruncated>" + hasMore + "</IsTruncated>" + objects + "</ListBucketResult>");
    }

    /** Lists some contents as S3 does, which sends at most 1,000. */
    private static byte[] page(StubStorage.Request request, List<String> ids) {
        Matcher after = AFTER.matcher(request.head());
        Matcher limit = LIMIT.matcher(request.head());
        int from = after.find() ? ids.indexOf(after.group(1)) + 1 : 0;
        int size = Math.min(limit.find() ? Integer.parseInt(limit.group(1)) : LARGEST_PAGE, LARGEST_PAGE);
        int to = Math.min(from + size, ids.size());
        StringBuilder objects = new StringBuilder();
        ids.subList(from, to)
                .forEach(id -> objects.append(object("folder/store1/" + id.substring(0, 2) + "/" + id, TWO_HOURS_AGO)));
        return list(to < ids.size(), objects.toString());
    }

    @Test
    void elevenHundredContentsAreTwoPages() throws Exception {
        List<String> ids = IntStream.range(0, 1_100)
                .mapToObj(i -> Integer.toString(50_000 + i * 37, 36))
                .sorted()
                .toList();
        try (StubStorage storage = StubStorage.of(request -> page(request, ids));
                SegmentPlace place = open(storage)) {
            assertThat(place.olderThan(Duration.ofHours(1), null, 10_000)).isEqualTo(ids);
            assertThat(storage.requests()).hasSize(3);
            assertThat(place.olderThan(Duration.ofHours(1), ids.get(9), 1_050)).isEqualTo(ids.subList(10, 1_060));
            assertThat(storage.requests()).hasSize(5);
            assertThat(place.olderThan(Duration.ofHours(1), null, 1_000)).isEqualTo(ids.subList(0, 1_000));
            assertThat(storage.requests()).hasSize(6);
        }
    }

    @Test
    void theAgeOfContentsGoesByTheClockOfTheStorage() throws Exception {
        byte[] list = list(
                false,
                object("folder/store1/ol/old", TWO_HOURS_AGO)
                        + object("folder/store1/yo/young", "2024-11-27T11:30:00.000Z"));
        try (StubStorage storage = StubStorage.of(request -> list);
                SegmentPlace place = open(storage)) {
            assertThat(place.olderThan(Duration.ofHours(1), null, 10)).containsExactly("old");
            assertThat(place.olderThan(Duration.ofMinutes(10), null, 10)).containsExactly("old", "young");
            assertThat(place.olderThan(Duration.ofHours(3), null, 10)).isEmpty();
        }
    }

    @Test
    void aStorageThatDoesNotTellItsTimeIsAnError() throws Exception {
        String empty = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
        try (StubStorage storage = StubStorage.of(request -> StubStorage.reply("200 OK", "", empty));
                SegmentPlace place = open(storage)) {
            assertThatThrownBy(() -> place.olderThan(Duration.ZERO, null, 10))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("does not send its time");
        }
    }
}
