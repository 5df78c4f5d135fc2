package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void whatSomebodyWroteCannotMoveTheCursor() {
        assertThat(Screen.cut("red \u001b[31m\r\n\u009b2J alert")).isEqualTo("red  [31m 2J alert");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(Screen.cut("🦭".repeat(160))).isEqualTo("🦭".repeat(160));
        assertThat(Screen.cut("🦭".repeat(161))).isEqualTo("🦭".repeat(160) + "…");
    }
}
