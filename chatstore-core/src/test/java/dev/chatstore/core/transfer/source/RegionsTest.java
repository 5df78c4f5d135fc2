package dev.chatstore.core.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RegionsTest {
    @Test
    void manyRegionsAreWhatTheyWere() {
        Regions regions = new Regions();
        for (int i = 0; i < 5_000; i++) {
            assertThat(regions.add(region(i))).isEqualTo(i);
        }

        assertThat(regions.size()).isEqualTo(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(regions.get(i)).isEqualTo(region(i));
        }
    }

    private static Region region(int i) {
        return new Region(i * 5_000_000_000L, i * 5_000_000_000L + i, i + 1, 7);
    }

    @Test
    void whatIsTooLongToBeReadStaysSo() {
        Regions regions = new Regions();
        regions.add(new Region(1, 5_000_000_000L, 1, 1));

        assertThat(regions.get(0).length()).isEqualTo(Integer.MAX_VALUE);
    }
}
