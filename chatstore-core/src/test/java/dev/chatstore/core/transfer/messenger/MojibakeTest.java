package dev.chatstore.core.transfer.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MojibakeTest {
    private static String broken(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytesThatWereTakenForCharactersAreReadAgain() {
        for (String text : List.of("Zoë", "Čeněk", "😘", "Привет", "日本")) {
            assertThat(Mojibake.repaired(broken(text))).isEqualTo(text);
        }
    }

    @Test
    void whatIsNoUtf8StaysAsItIs() {
        for (String text : List.of("", "plain", "café", "Привет", "Ã", "é© and Č")) {
            assertThat(Mojibake.repaired(text)).isEqualTo(text);
        }
    }

    @Test
    void aWholeObjectIsRepaired() {
        assertThat(Mojibake.repaired(Map.of("a", List.of(Map.of("b", broken("é"), "c", 1L)))))
                .isEqualTo(Map.of("a", List.of(Map.of("b", "é", "c", 1L))));
    }
}
