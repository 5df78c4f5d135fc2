package dev.chatstore.core.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrdinalsTest {
    @Test
    void idsOfAnyFormKeepTheirPlaces() {
        Random random = new Random(3);
        Ordinals ordinals = new Ordinals();
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 1; i <= 30_000; i++) {
            String id = switch (random.nextInt(4)) {
                case 0 -> "m" + random.nextInt();
                case 1 -> Integer.toString(random.nextInt());
                default -> Long.toString(3L * i);
            };
            if (expected.putIfAbsent(id, i) == null) {
                assertThat(ordinals.get(id)).as(id).isZero();
                ordinals.put(id, i);
            }
        }
        expected.forEach((id, place) -> assertThat(ordinals.get(id)).as(id).isEqualTo(place));
    }

    @Test
    void textsOfOneNumberAreDifferentIds() {
        Ordinals ordinals = new Ordinals();
        List<String> ids = List.of("7", "07", "+7", "7.0", "-7", " 7", "", "77777777777777777777777");
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ordinals.get(ids.get(i))).isZero();
            ordinals.put(ids.get(i), i + 1);
        }
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ordinals.get(ids.get(i))).isEqualTo(i + 1);
        }
    }
}
