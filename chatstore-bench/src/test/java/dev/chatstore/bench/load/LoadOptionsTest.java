package dev.chatstore.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
    @Test
    void anOptionReplacesTheDefaultOfItsCommandAndThatTheGeneralOne() {
        LoadOptions options = LoadOptions.parse(List.of("callers=3"), Map.of("seconds", "1800", "callers", "5"));
        assertThat(options.callers()).isEqualTo(3);
        assertThat(options.seconds()).isEqualTo(1_800);
        assertThat(options.bots()).isEqualTo(200);
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThatThrownBy(() -> LoadOptions.parse(List.of("caller=3"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("caller=3 is not an option")
                .hasMessageContaining("callers");
        assertThatThrownBy(() -> LoadOptions.parse(List.of("callers"), Map.of()))
                .hasMessageContaining("callers is not an option; write name=value");
        assertThatThrownBy(() -> LoadOptions.parse(List.of("bots=0"), Map.of())).hasMessage("bots must be at least 1");
    }
}
