package dev.chatstore.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
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
        assertThat(Fingerprint.of(NewMessage.user("hello"))).isEqualTo(7433474336814425745L);
        assertThat(Fingerprint.of(MESSAGE)).isEqualTo(-7087235269818455229L);
    }

    @Test
    void theIdAndTheParentDoNotCount() {
        assertThat(Fingerprint.of(MESSAGE.withId("m1").withParent(3))).isEqualTo(Fingerprint.of(MESSAGE));
    }

    @Test
    void everyOtherPartCounts() {
        List<Long> all = Stream.of(
                        MESSAGE,
                        NewMessage.of(Role.ASSISTANT, "Two tickets to Oslo, please"),
                        MESSAGE.withAuthor(null),
                        MESSAGE.withAuthor("kari"),
                        MESSAGE.withAttachments(),
                        MESSAGE.withAttachments(new Attachment("s3://bucket/1", "image/png", 8, "map.png")),
                        MESSAGE.withMetadata(Map.of()),
                        MESSAGE.withMetadata(Map.of("n", "1")),
                        MESSAGE.withMetadata(Map.of("n", 1)),
                        MESSAGE.withMetadata(Map.of("n", List.of(1))),
                        MESSAGE.withTokens(0))
                .map(Fingerprint::of)
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }
}
