package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "2026-02-28T12:34:56.789012Z",
                "2600-01-01T00:00:00.000001Z",
                "-1000-01-01T00:00:00.000001Z"
            })
    void anInstantOfMicrosecondsComesBack(String text) {
        Instant instant = Instant.parse(text);
        assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
    }

    @Test
    void nanosecondsAreRoundedDown() {
        assertThat(Micros.of(Instant.ofEpochSecond(1, 1_999))).isEqualTo(1_000_001);
        assertThat(Micros.of(Instant.ofEpochSecond(-1, 1_999))).isEqualTo(-999_999);
        assertThat(Micros.now(() -> Instant.ofEpochSecond(1, 1_999))).isEqualTo(Instant.ofEpochSecond(1, 1_000));
    }

    @Test
    void anInstantTooFarAwayIsAnErrorAndNeverAnotherTime() {
        assertThatThrownBy(() -> Micros.of(Instant.MAX)).isInstanceOf(ArithmeticException.class);
    }
}
