package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.redis.codec.Samples;
import dev.chatstore.redis.codec.UnreadableException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window is read back equal; anything else is refused and does no harm. */
class WindowCodecTest {
    private static final byte[] KEY = {'k'};
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(longs = {256, Long.MAX_VALUE})
    void aWindowComesBackAsItWas(long compressFrom) {
        WindowCodec codec = new WindowCodec(new Frames(compressFrom), 100, 1 << 24);
        Samples samples = new Samples(1);
        for (int i = 0; i < 300; i++) {
            ConversationWindow window = samples.window();
            assertThat(codec.read(KEY, window.id(), value(codec, window)).window())
                    .isEqualTo(window);
        }
    }

    @Test
    void aWindowThatIsDamagedIsReadOrRefusedAndNothingElse() {
        WindowCodec codec = new WindowCodec(new Frames(256), 100, 1 << 24);
        Samples samples = new Samples(3);
        SplittableRandom random = new SplittableRandom(4);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            ConversationWindow window = samples.window();
            try {
                codec.read(KEY, window.id(), Samples.damaged(value(codec, window), random));
            } catch (UnreadableException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void theNewestMessagesThatFitAreKept() {
        WindowCodec codec = new WindowCodec(new Frames(Long.MAX_VALUE), 100, 4_096);
        ConversationId id = ConversationId.of("c");
        List<Message> messages = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> Message.appended(NewMessage.user("a".repeat(150)), i, i, TIME))
                .toList();
        ConversationWindow window =
                new ConversationWindow(id, new Samples(1).window().head(), messages);
        List<Message> kept = codec.read(KEY, id, value(codec, window)).window().messages();
        assertThat(kept).isEqualTo(messages.subList(50 - kept.size(), 50)).isNotEmpty();
        assertThat(value(codec, window).length).isBetween(1_000, 4_096 + 100);
    }

    @Test
    void repetitionIsCompressed() {
        Message message = Message.appended(NewMessage.user("again and again ".repeat(1_000)), 1, 1, TIME);
        byte[] frame = new WindowCodec(new Frames(1 << 10), 100, 1 << 20).frame(KEY, Frames.MESSAGES, List.of(message));
        assertThat(frame).hasSizeLessThan(300);
    }

    private static byte[] value(WindowCodec codec, ConversationWindow window) {
        WindowCodec.Written written = codec.write(KEY, window);
        assertThat(written).isNotNull();
        return new ByteSink()
                .put(written.header())
                .put(HeaderChecksum.of(written.header(), KEY))
                .put(written.frames())
                .toBytes();
    }
}
