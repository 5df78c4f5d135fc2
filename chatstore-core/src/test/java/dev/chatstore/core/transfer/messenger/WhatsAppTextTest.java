package dev.chatstore.core.transfer.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program adds to a text, and what only looks like it. */
final class WhatsAppTextTest {
    private static final String MARK = "\u200E";

    @Test
    void aFileStandsBeforeItsWordsOnTheFirstLine() {
        assertThat(WhatsAppText.of("IMG-1.jpg (file attached)\nLook!"))
                .isEqualTo(new WhatsAppText("Look!", "IMG-1.jpg", false, false));
        assertThat(WhatsAppText.of(MARK + "My report.pdf (Datei angehängt)").file())
                .isEqualTo("My report.pdf");
    }

    @Test
    void aFileStandsInATagAtTheEnd() {
        assertThat(WhatsAppText.of(MARK + "<attached: 1-PHOTO.jpg>"))
                .isEqualTo(new WhatsAppText("", "1-PHOTO.jpg", false, false));
        assertThat(WhatsAppText.of("a • " + MARK + "<pièce jointe : a.pdf>"))
                .isEqualTo(new WhatsAppText("a •", "a.pdf", false, false));
        assertThat(WhatsAppText.of("one\ntwo " + MARK + "<attached: 1.jpg>").text())
                .isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I sent the report.pdf (file attached)",
                "it says <attached: x.jpg>",
                "<attached: x.jpg> is what it says",
                "one\nIMG-1.jpg (file attached)",
                ".jpg (file attached)",
                "\u0627\u200Eb\u200Fc"
            })
    void aTextThatSpeaksOfAFileStaysAsItIs(String text) {
        assertThat(WhatsAppText.of(text)).isEqualTo(new WhatsAppText(text, null, false, false));
    }

    @Test
    void whatTheProgramAddsIsTold() {
        assertThat(WhatsAppText.of(MARK + "image omitted"))
                .isEqualTo(new WhatsAppText("image omitted", null, true, false));
        assertThat(WhatsAppText.of("b " + MARK + "<This message was edited>"))
                .isEqualTo(new WhatsAppText("b", null, false, true));
    }

    /** Each of these was searched from each of its characters to its end, which takes an hour at this size. */
    @ParameterizedTest
    @ValueSource(strings = {"a.pdf ", "<attached: ", "x (file attached) ", "< >", "\u200E<"})
    void aLongTextIsReadOnce(String part) {
        String text = part.repeat((1 << 20) / part.length());

        assertThat(WhatsAppText.of(text).file()).isNull();
    }
}
