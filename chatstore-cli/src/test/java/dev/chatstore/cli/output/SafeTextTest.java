package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    /** Escape, a control of eight bits, delete, backspace, bidirectional marks, a separator and a tag. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b]0;title\u0007",
                "\u009b31m",
                "\u007f",
                "\b",
                "\u202eevil",
                "\u2066x",
                "\u200f",
                "\u061c",
                "\u2028",
                "\udb40\udc41"
            })
    void whatATerminalWouldObeyIsShownInstead(String text) {
        assertThat(SafeText.lines("a" + text + "b")).matches("a(\\\\u[0-9a-f]{4})+[ -~]*b");
        assertThat(SafeText.line("a" + text + "b")).matches("a(\\\\u[0-9a-f]{4})+[ -~]*b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "Ærø, 予約, नमस्ते", "👩‍🚀 ⛵️ 🇳🇴", "می‌خواهم", "C:\\new\\table", ""})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(SafeText.lines(text)).isEqualTo(text);
        assertThat(SafeText.line(text)).isEqualTo(text);
    }

    @Test
    void linesStayInATextAndBecomeSpacesInALine() {
        assertThat(SafeText.lines("a\r\n\tb\nc")).isEqualTo("a\n\tb\nc");
        assertThat(SafeText.lines("overwritten\rshown")).isEqualTo("overwritten\\u000dshown");
        assertThat(SafeText.line(" a\r\n\tb\nc ")).isEqualTo("a b c");
    }
}
