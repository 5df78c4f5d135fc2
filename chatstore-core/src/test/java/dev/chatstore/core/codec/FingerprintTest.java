package dev.chatstore.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final NewMessage MESSAGE = NewMessage.user("Two tickets to Oslo, please")
            .withAuthor("Kari")
            .withAttachments(new Attachment("s3://bucket/1", "image/png", 7, "map.png"))
            .withMetadata(Map.of("n", 1, "list", Arrays.asList("a", null, true), "price", new BigDecimal("1.50")))
            .withTokens(9);

    @Test
    void itsFormIsFixedBecauseItIsStored() {
        assertThat(Fingerprint.of(NewMessage.user("hello"))).isEqualTo(-8660907984888870718L);
        assertThat(Fingerprint.of(NewMessage.tool("\u00e5\uD83D\uDE00"))).isEqualTo(-4838008797525776072L);
    }

    @Test
    void onlyTheRoleAndTheTextCount() {
        assertThat(Stream.of(
                                MESSAGE.withId("m1"),
                                MESSAGE.withParent(3),
                                MESSAGE.withAuthor(null),
                                MESSAGE.withAttachments(),
                                MESSAGE.withMetadata(Map.of()),
                                MESSAGE.withTokens(0),
                                MESSAGE.withSaid(Instant.EPOCH))
                        .map(Fingerprint::of))
                .containsOnly(Fingerprint.of(MESSAGE));
    }

    @Test
    void anotherRoleOrTextHasAnotherFingerprint() {
        assertThat(Stream.of(
                                MESSAGE,
                                NewMessage.of(Role.ASSISTANT, MESSAGE.text()),
                                NewMessage.user(MESSAGE.text() + " "),
                                NewMessage.user("two tickets to Oslo, please"),
                                NewMessage.user(""))
                        .map(Fingerprint::of))
                .doesNotHaveDuplicates();
    }
}
