package dev.chatstore.bench.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.bench.store.Backend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeOptionsTest {
    @Test
    void anOptionReplacesItsDefault() {
        LifeOptions options = LifeOptions.parse(List.of("backend=postgres", "messages=1000000", "seconds=0.5"));
        assertThat(options.backend()).isEqualTo(Backend.POSTGRES);
        assertThat(options.messages()).isEqualTo(1_000_000);
        assertThat(options.slice()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.writers()).isEqualTo(8);
        assertThat(options.dialogs()).isNull();
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThatThrownBy(() -> LifeOptions.parse(List.of("message=3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("message=3 is not an option; write name=value")
                .hasMessageContaining("messages");
        assertThatThrownBy(() -> LifeOptions.parse(List.of("writers=0"))).hasMessage("writers must be at least 1");
        assertThatThrownBy(() -> LifeOptions.parse(List.of("seconds=0"))).hasMessage("seconds must be more than 0");
    }
}
