package dev.chatstore.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message is read back equal. */
class MessageCodecTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static final Instant SAID = Instant.EPOCH.plusNanos(1_000);

    /** A message with an id, an author, a time at which it was said, an edit and metadata. */
    private static final String WRITTEN =
            "290303020700064bf535b0f2400269640474657874077b226e223a317d030200064bf535b0f240044b617269"
                    + "0000000000000001";

    @Test
    void theLayoutIsFixed() {
        Message expected = new Message(
                3,
                3,
                "id",
                Role.USER,
                "Kari",
                "text",
                List.of(),
                Map.of("n", 1L),
                2,
                2,
                7,
                TIME,
                SAID,
                TIME,
                false,
                List.of());
        ByteSink written = new ByteSink();
        MessageCodec.write(written, expected);
        assertThat(HexFormat.of().formatHex(written.toBytes())).isEqualTo(WRITTEN);
        assertThat(MessageCodec.read(new ByteSource(HexFormat.of().parseHex(WRITTEN))))
                .isEqualTo(expected);
    }

    /** A message of a hundred characters costs few bytes more. */
    @Test
    void aMessageTakesFewBytesNextToItsText() {
        ByteSink written = new ByteSink();
        MessageCodec.write(written, Message.appended(NewMessage.user("a".repeat(100)), 1_000, 1_000, TIME));
        assertThat(written.size()).isLessThan(100 + 20);
    }
}
