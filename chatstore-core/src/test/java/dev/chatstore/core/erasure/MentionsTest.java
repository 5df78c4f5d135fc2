package dev.chatstore.core.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private final Mentions mentions = new Mentions(List.of("4711", "+47 99", "kari"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711",
                "telegram-4711",
                "4711@c.us",
                "a 4711.",
                "+47 99",
                "x+47 99",
                "wa:kari:2",
                "karikari kari"
            })
    void anIdIsFoundAtTheBordersOfWords(String text) {
        assertThat(mentions.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "147112", "47110", "karin", "Kari", "+47 999"})
    void aPartOfAnotherWordIsNoMention(String text) {
        assertThat(mentions.in(text)).isFalse();
    }

    @Test
    void keysNumbersAndListsAreSearched() {
        assertThat(mentions.inValue(Map.of("a", List.of(Map.of("b", 4711L))))).isTrue();
        assertThat(mentions.inValue(Map.of("kari", true))).isTrue();
        assertThat(mentions.inValue(Map.of("a", List.of(47L, "karin")))).isFalse();
        assertThat(mentions.inValue(null)).isFalse();
    }
}
