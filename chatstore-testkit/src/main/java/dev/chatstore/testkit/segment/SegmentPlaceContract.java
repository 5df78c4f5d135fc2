package dev.chatstore.testkit.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.testkit.Racers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SegmentPlace} does. The places of two stores are opened next to each other, both empty at first. */
public abstract class SegmentPlaceContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String STORE = "store1";
    private static final String OTHER = "store2";

    private final List<SegmentPlace> opened = new ArrayList<>();

    /** The place of a store. */
    protected SegmentPlace place;

    /** Creates the contract. */
    protected SegmentPlaceContract() {}

    /**
     * Opens the place of a store. Within one test, the same store has the same contents each time.
     *
     * @param store the identity of the store
     */
    protected abstract SegmentPlace openPlace(String store);

    private SegmentPlace open(String store) {
        SegmentPlace newPlace = openPlace(store);
        opened.add(newPlace);
        return newPlace;
    }

    /** Opens the place of the first store. */
    @BeforeEach
    protected void open() {
        place = open(STORE);
    }

    /** Closes what was opened, also what the test has closed already. */
    @AfterEach
    protected void close() {
        opened.forEach(SegmentPlace::close);
    }

    private static byte[] content(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    private List<String> writeMany(int count) {
        Random random = new Random(count);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = Long.toString(random.nextLong() >>> 1, 36) + i;
            ids.add(id);
            place.write(id, content(id));
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 65_536, 3_000_001})
    void aContentIsReadAsItWasWritten(int size) {
        place.write("segment", noise(size));
        assertThat(place.read("segment")).isEqualTo(noise(size));
        assertThat(open(STORE).read("segment")).isEqualTo(noise(size));
    }

    @Test
    void aContentThatWasNotWrittenIsNull() {
        place.write("ab", content("one"));
        assertThat(place.read("abc")).isNull();
        assertThat(place.read("a")).isNull();
        assertThat(place.read("zz")).isNull();
    }

    @Test
    void theShortestAndTheLongestIdsAreContentsOfTheirOwn() {
        List<String> ids =
                List.of("a", "0", "ab", "abc", "z".repeat(31), "z".repeat(32), "0123456789abcdefghijklmnopqrstuv");
        ids.forEach(id -> place.write(id, content("of " + id)));
        for (String id : ids) {
            assertThat(place.read(id)).as(id).isEqualTo(content("of " + id));
        }
        assertThat(place.olderThan(Duration.ZERO, null, 100)).isEqualTo(sorted(ids));
    }

    @Test
    void aContentThatIsWrittenAgainIsThereOnce() {
        place.write("segment", content("content"));
        place.write("segment", content("content"));
        assertThat(place.read("segment")).isEqualTo(content("content"));
        assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("segment");
    }

    @Test
    void aRemovedContentIsGone() {
        place.write("one", content("1"));
        place.write("other", content("2"));
        assertThat(place.remove("one")).isTrue();
        assertThat(place.read("one")).isNull();
        assertThat(place.remove("one")).isFalse();
        assertThat(place.remove("never")).isFalse();
        assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("other");
        assertThat(place.read("other")).isEqualTo(content("2"));
    }

    @Test
    void aContentCanBeWrittenAfterItWasRemoved() {
        place.write("one", content("1"));
        place.remove("one");
        place.write("one", content("2"));
        assertThat(place.read("one")).isEqualTo(content("2"));
    }

    @Test
    void theContentsOfTwoStoresAreApart() {
        SegmentPlace other = open(OTHER);
        place.write("segment", content("of the first"));
        assertThat(other.read("segment")).isNull();
        assertThat(other.remove("segment")).isFalse();
        assertThat(other.olderThan(Duration.ZERO, null, 10)).isEmpty();
        other.write("segment", content("of the second"));
        other.write("more", content("of the second"));
        assertThat(place.read("segment")).isEqualTo(content("of the first"));
        assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("segment");
        assertThat(place.remove("segment")).isTrue();
        assertThat(other.read("segment")).isEqualTo(content("of the second"));
    }

    @Test
    void youngContentsAreNotListed() {
        assertThat(place.olderThan(Duration.ZERO, null, 10)).isEmpty();
        place.write("segment", content("content"));
        assertThat(place.olderThan(HOUR, null, 10)).isEmpty();
        assertThat(place.olderThan(Duration.ZERO, null, 10)).containsExactly("segment");
    }

    @Test
    void contentsAreListedInTheOrderOfTheirIdsPageByPage() {
        List<String> expected = sorted(writeMany(60));
        for (int limit : List.of(1, 7, 59, 60, 61, 1_000)) {
            List<String> listed = new ArrayList<>();
            List<String> page;
            do {
                page = place.olderThan(Duration.ZERO, listed.isEmpty() ? null : listed.get(listed.size() - 1), limit);
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                listed.addAll(page);
            } while (page.size() == limit);
            assertThat(listed).isEqualTo(expected);
        }
    }

    @Test
    void aPageStartsAfterAnIdThatIsNotThere() {
        List.of("aa1", "aa3", "ac", "b").forEach(id -> place.write(id, content(id)));
        assertThat(place.olderThan(Duration.ZERO, "aa2", 10)).containsExactly("aa3", "ac", "b");
        assertThat(place.olderThan(Duration.ZERO, "aa2", 2)).containsExactly("aa3", "ac");
        assertThat(place.olderThan(Duration.ZERO, "ab", 10)).containsExactly("ac", "b");
        assertThat(place.olderThan(Duration.ZERO, "a", 1)).containsExactly("aa1");
        assertThat(place.olderThan(Duration.ZERO, "b", 10)).isEmpty();
        assertThat(place.olderThan(Duration.ZERO, "zzz", 10)).isEmpty();
    }

    @Test
    void whatIsRemovedBetweenTwoPagesHidesNothing() {
        List<String> expected = sorted(writeMany(20));
        List<String> seen = new ArrayList<>();
        List<String> page;
        String after = null;
        do {
            page = place.olderThan(Duration.ZERO, after, 3);
            for (String id : page) {
                assertThat(place.remove(id)).isTrue();
                seen.add(id);
                after = id;
            }
        } while (page.size() == 3);
        assertThat(seen).isEqualTo(expected);
        assertThat(place.olderThan(Duration.ZERO, null, 10)).isEmpty();
    }

    @Test
    void severalThreadsWriteAndReadAtTheSameTime() {
        byte[] shared = noise(200_000);
        List<Boolean> whole = Racers.all(8, racer -> {
            byte[] own = noise(1_000 + racer);
            place.write("shared", shared);
            place.write("own" + racer, own);
            byte[] read = place.read("shared");
            assertThat(read).isEqualTo(shared);
            assertThat(place.read("own" + racer)).isEqualTo(own);
            return true;
        });
        assertThat(whole).hasSize(8);
        List<String> expected = new ArrayList<>(
                IntStream.range(0, 8).mapToObj(racer -> "own" + racer).toList());
        expected.add("shared");
        assertThat(place.olderThan(Duration.ZERO, null, 100)).isEqualTo(expected);
    }

    @Test
    void aContentIsRemovedByOneOfSeveralThreads() {
        place.write("segment", content("content"));
        List<Boolean> removed = Racers.all(2, racer -> {
            place.remove("segment");
            return place.read("segment") == null;
        });
        assertThat(removed).containsOnly(true);
    }

    @Test
    void closingAgainHasNoEffectAndContentsStay() {
        place.write("segment", content("content"));
        place.close();
        place.close();
        assertThat(open(STORE).read("segment")).isEqualTo(content("content"));
    }

    @Test
    void theSchemeIsOneOfAUrl() {
        assertThat(place.scheme())
                .matches("[a-z][a-z0-9+.-]*")
                .isEqualTo(open(OTHER).scheme());
    }

    private static List<String> sorted(List<String> ids) {
        List<String> sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        return sorted;
    }
}
