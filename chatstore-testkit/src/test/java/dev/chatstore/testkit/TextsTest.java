package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextsTest {
    @Test
    void aJsonArrayOfStringsIsRead() {
        assertThat(JsonStrings.parse(" [ ] ")).isEmpty();
        assertThat(JsonStrings.parse("[\"a\", \"\", \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\ud800\"]\n"))
                .containsExactly("a", "", "\"\\/\b\f\n\r\t\u00e9\uD83D\uDE00\uD800");
    }

    @Test
    void anythingOtherThanAJsonArrayOfStringsIsRefused() {
        for (String json : new String[] {"{}", "[1]", "[\"a\" \"b\"]", "[\"\\x\"]", "[] []", "[\"a\",]"}) {
            assertThatThrownBy(() -> JsonStrings.parse(json)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theCorpusContainsBothTextsAndStringsThatAreRefused() {
        assertThat(Texts.texts()).hasSizeGreaterThan(600).contains("", "\uD83D\uDE00", "' or 1=1 --", "{}", "\uFEFF");
        assertThat(Texts.names())
                .hasSizeGreaterThan(500)
                .doesNotHaveDuplicates()
                .doesNotContain("", " ");
        assertThat(Texts.refused())
                .hasSizeGreaterThan(10)
                .contains("\0", "\uD800", "\uDC00")
                .allMatch(text -> text.indexOf(0) >= 0 || text.chars().anyMatch(c -> Character.isSurrogate((char) c)));
        assertThat(Texts.LOOK_ALIKES).doesNotHaveDuplicates().hasSizeGreaterThan(60);
    }
}
