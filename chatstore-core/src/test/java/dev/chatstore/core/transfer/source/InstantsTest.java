package dev.chatstore.core.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstantsTest {
    private static final Instant TIME = Instant.parse("2024-03-01T09:00:00.123456Z");

    @Test
    void secondsAndMillisecondsAreReadToTheMicrosecond() {
        assertThat(Instants.ofSeconds(new BigDecimal("1709283600.1234569"))).isEqualTo(TIME);
        assertThat(Instants.ofSeconds("1709283600.123456")).isEqualTo(TIME);
        assertThat(Instants.ofSeconds(1_709_283_600L)).isEqualTo(Instant.parse("2024-03-01T09:00:00Z"));
        assertThat(Instants.ofMillis(1_709_283_600_123L)).isEqualTo(Instant.parse("2024-03-01T09:00:00.123Z"));
        assertThat(Instants.ofSeconds(-1L)).isEqualTo(Instant.parse("1969-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-01T09:00:00.123456Z",
                "2024-03-01T10:00:00.123456+01:00",
                "2024-03-01 09:00:00.123456+00:00"
            })
    void aTextWithAZoneIsAnInstant(String text) {
        assertThat(Instants.ofIso(text)).isEqualTo(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2024-03-01", " 2024-03-0", "2024-13-01T09:00:00Z", "1E999999999", "NaN"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Instants.ofIso(text)).isNull();
        assertThat(Instants.localOfIso(text)).isNull();
        assertThat(Instants.ofSeconds(text)).isNull();
    }

    @Test
    void whatNoMessageCanHaveIsNone() {
        assertThat(Instants.ofSeconds(1e17)).isNull();
        assertThat(Instants.ofSeconds(999_999_999_999L)).isNull();
        assertThat(Instants.ofSeconds(null)).isNull();
        assertThat(Instants.ofSeconds(true)).isNull();
    }

    @Test
    void aTextWithoutAZoneIsALocalTime() {
        assertThat(Instants.localOfIso("2024-03-01 09:00:00")).isEqualTo(LocalDateTime.of(2024, 3, 1, 9, 0));
        assertThat(Instants.ofIsoOrUtc("2024-03-01T09:00:00.123456")).isEqualTo(TIME);
        assertThat(Instants.ofIso("2024-03-01T09:00:00")).isNull();
    }
}
