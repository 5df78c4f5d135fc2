package dev.chatstore.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final int MEBIBYTE = 1 << 20;

    /** Returns nine samples whose heap, threads and open files grow by these steps. */
    private static List<Sample> samples(int heapStep, int threadStep, int fileStep) {
        return IntStream.range(0, 9)
                .mapToObj(i -> new Sample(
                        i * 10L,
                        1_000,
                        500,
                        0.95,
                        300,
                        2_000,
                        2,
                        400,
                        (100L + (long) i * heapStep) * MEBIBYTE,
                        4,
                        12,
                        0,
                        50L * MEBIBYTE,
                        100L * MEBIBYTE,
                        1_000,
                        30 + i * threadStep,
                        90L + i * fileStep))
                .toList();
    }

    @Test
    void whatStaysTheSameIsFlat() {
        List<Trend> trends = Trend.of(samples(0, 0, 0));
        assertThat(trends).hasSize(Figure.values().length).allMatch(Trend::flat);
        assertThat(Trend.notFlat(trends)).isEmpty();
    }

    @Test
    void whatGrowsIsNamedWithItsFirstAndLastThird() {
        assertThat(Trend.notFlat(Trend.of(samples(4, 0, 0))))
                .containsExactly("heap after a collection without L1, MiB from 54.00 to 78.00");
        assertThat(Trend.notFlat(Trend.of(samples(0, 1, 3))))
                .containsExactly("threads from 31.00 to 37.00", "open files from 93.00 to 111.00");
    }

    @Test
    void aRateMayRiseButNotFallAndADurationMayFallButNotRise() {
        assertThat(Figure.APPENDS.isFlat(100, 300)).isTrue();
        assertThat(Figure.APPENDS.isFlat(300, 100)).isFalse();
        assertThat(Figure.APPEND_P99.isFlat(9_000, 3_000)).isTrue();
        assertThat(Figure.APPEND_P99.isFlat(3_000, 9_000)).isFalse();
    }

    @Test
    void whatFillsUpToItsSizeIsFlatUnlessItExceedsIt() {
        assertThat(Figure.REDIS.isFlat(1, 128)).isTrue();
        assertThat(Figure.REDIS.isFlat(200, 200)).isFalse();
        assertThat(Figure.CACHED.isFlat(1, 128)).isTrue();
        assertThat(Figure.CACHED.isFlat(200, 200)).isFalse();
    }
}
