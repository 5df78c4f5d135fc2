package dev.chatstore.redis.store.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is read back equal; another layout is refused. */
class StoredMessageTest {
    private static final ConversationId ID = ConversationId.of("c");
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** Layout 2 of a message with an id, an author, a parent, tokens and a time. */
    private static final String LAYOUT_2 = "02" + "0000000000000009" + "00" + "00000001" + "0000000000000000" + "01"
            + "0000000000000002" + "0137" + "0002" + "6964" + "00000017" + "0302" + "00064bf535b0f240" + "044b617269"
            + "0000000000000001"
            + "00000004" + "74657874" + "00000000" + "00000000";

    private static final NewMessage MESSAGE = NewMessage.user("text")
            .withId("id")
            .withAuthor("Kari")
            .withParent(2)
            .withTokens(7)
            .withSaid(Instant.EPOCH.plusNanos(1_000));

    @Test
    void layout2IsReadAndWritten() {
        assertThat(HexFormat.of().formatHex(stored(MESSAGE))).isEqualTo(LAYOUT_2);
        assertThat(StoredMessage.read(ID, HexFormat.of().parseHex(LAYOUT_2), 5))
                .isEqualTo(Message.appended(MESSAGE, 5, 9, TIME));
    }

    @Test
    void aMessageWithAttachmentsAndMetadataComesBackAsItWas() {
        NewMessage message = NewMessage.tool("")
                .withAttachments(new Attachment("ref", "image/png", 1L << 40, null))
                .withMetadata(Map.of("n", 1L, "list", List.of("a", true)));
        assertThat(StoredMessage.read(ID, stored(message), 5)).isEqualTo(Message.appended(message, 5, 9, TIME));
    }

    @Test
    void anotherLayoutIsUnreadable() {
        byte[] value = stored(MESSAGE);
        value[0]++;
        assertThat(StoredMessage.read(ID, value, 5).unreadable()).containsExactly("message");
    }

    @Test
    void aBlankMessageIsReadable() {
        byte[] value =
                new ByteSink().put(2).putLong(0).put(StoredMessage.blank()).toBytes();
        Message blank = StoredMessage.read(ID, value, 5);
        assertThat(blank.redacted()).isTrue();
        assertThat(blank.unreadable()).containsExactly("role");
    }

    @Test
    void aDamagedMessageIsReadOrNamedAndNothingElse() {
        NewMessage message = MESSAGE.withAttachments(new Attachment("ref", "image/png", 7, "name"))
                .withMetadata(Map.of("n", 1L));
        SplittableRandom random = new SplittableRandom(1);
        int named = 0;
        for (int i = 0; i < 3_000; i++) {
            Message read = StoredMessage.read(ID, Samples.damaged(stored(message), random), 5);
            named += read.unreadable().isEmpty() ? 0 : 1;
        }
        assertThat(named).isGreaterThan(100);
    }

    @Test
    void metadataIsComparedWithoutTheOrderOfItsKeys() {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("a", 1L);
        one.put("b", Map.of("c", List.of("d")));
        Map<String, @Nullable Object> other = new LinkedHashMap<>();
        other.put("b", Map.of("c", List.of("d")));
        other.put("a", 1L);
        assertThat(digest(one)).isEqualTo(digest(other)).isNotEqualTo(digest(Map.of("a", 1L)));
        assertThat(StoredMetadata.json(StoredMetadata.of(other))).isEqualTo("{\"b\":{\"c\":[\"d\"]},\"a\":1}");
    }

    private static byte[] digest(Map<String, @Nullable Object> metadata) {
        return Arrays.copyOf(StoredMetadata.of(metadata), Long.BYTES);
    }

    /** Returns a message as the script stores it. */
    private static byte[] stored(NewMessage message) {
        return new ByteSink()
                .put(2)
                .putLong(9)
                .put(StoredMessage.of(message, TIME))
                .toBytes();
    }
}
