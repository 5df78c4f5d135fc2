package dev.chatstore.core.dump.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.FilledStore;
import dev.chatstore.core.dump.StoreDigest;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    private static String digest(Object value) {
        return new ContentDigest().value(value).end();
    }

    @Test
    void theOrderOfKeysMakesNoDifference() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1L);
        one.put("b", List.of("x", true));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", List.of("x", true));
        other.put("a", 1L);
        assertThat(digest(one)).isEqualTo(digest(other));
    }

    @Test
    void everyOtherDifferenceShows() {
        List<Object> values = List.of(
                "1",
                1L,
                new BigDecimal("1.0"),
                new BigDecimal("1.00"),
                true,
                false,
                "true",
                List.of(),
                Map.of(),
                List.of("a", "b"),
                List.of("b", "a"),
                List.of("ab"),
                List.of(List.of("a"), "b"),
                List.of(List.of("a", "b")),
                Map.of("a", "b"),
                Map.of("a", Map.of()),
                "");
        Set<String> digests = new HashSet<>();
        values.forEach(value ->
                assertThat(digests.add(digest(value))).as(value.toString()).isTrue());
        assertThat(digests.add(new ContentDigest().text(null).end())).isTrue();
        assertThat(digests.add(new ContentDigest().text("").text("").end())).isTrue();
    }

    @Test
    void aTextThatIsLargerThanTheBufferIsDigestedToItsEnd() {
        String large = "x".repeat(20_000);
        assertThat(new ContentDigest().number(1).text(large).end())
                .isNotEqualTo(new ContentDigest().number(1).text(large + "y").end())
                .isEqualTo(new ContentDigest().number(1).text(large).end());
    }

    /** Dumps are read by later releases: whoever changes the form of the digest must raise the version of the form. */
    @Test
    void theFormIsFixed() {
        try (var store = FilledStore.filled()) {
            assertThat(StoreDigest.of(store, StoreScope.everything()).digest())
                    .isEqualTo("54f4731dae1e89d58391bae784134417c50f8e6627e2d193aa906c32ddddc717");
        }
    }
}
