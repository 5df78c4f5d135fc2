package dev.chatstore.core.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LongMapTest {
    @Test
    void itCountsAsAMapDoes() {
        Random random = new Random(7);
        LongMap counts = new LongMap();
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextInt(10) == 0 ? random.nextInt(5) : random.nextLong();
            assertThat(counts.increment(key)).isEqualTo(expected.merge(key, 1, Integer::sum));
        }
        expected.forEach((key, count) -> assertThat(counts.get(key)).isEqualTo(count));
        assertThat(counts.get(-12_345)).isZero();
    }

    @Test
    void aValueIsReplaced() {
        LongMap places = new LongMap();
        places.put(0, 3);
        places.put(0, 4);

        assertThat(places.get(0)).isEqualTo(4);
    }
}
