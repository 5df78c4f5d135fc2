package dev.chatstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written as bytes is read back equal; whatever else there is, is refused and does no harm. */
class CacheCodecTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** A message with an id, an edit and metadata, as the first version of the library wrote it. */
    private static final String WRITTEN =
            "29020303020700064bf535b0f24000064bf535b0f240036964054b6172690474657874077b226e223a317d";

    @ParameterizedTest
    @ValueSource(longs = {256, Long.MAX_VALUE})
    void aWindowComesBackAsItWas(long compressFrom) {
        WindowCodec codec = new WindowCodec(new Frames(compressFrom), 100, 1 << 24);
        Samples samples = new Samples(1);
        for (int i = 0; i < 300; i++) {
            ConversationWindow window = samples.window();
            assertThat(codec.read(window.id(), value(codec, window)).window()).isEqualTo(window);
        }
    }

    @Test
    void aChangeComesBackAsItWas() {
        Samples samples = new Samples(2);
        for (int i = 0; i < 300; i++) {
            Change change = samples.change();
            FeedMessage read = FeedMessage.read(FeedMessage.of(i, i + 1L, change, new Frames(1 << 10), Long.MAX_VALUE));
            assertThat(read)
                    .isEqualTo(new FeedMessage(i, i + 1L, FeedMessage.Kind.CHANGE, change.conversation(), change));
        }
    }

    @Test
    void whatTheFirstVersionWroteIsRead() {
        Message expected = new Message(
                3, 3, "id", Role.USER, "Kari", "text", List.of(), Map.of("n", 1L), 2, 2, 7, TIME, TIME, false);
        ByteSink written = new ByteSink();
        MessageCodec.write(written, expected);
        assertThat(HexFormat.of().formatHex(written.toBytes())).isEqualTo(WRITTEN);
        assertThat(MessageCodec.readMessage(new ByteSource(HexFormat.of().parseHex(WRITTEN))))
                .isEqualTo(expected);
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
                codec.read(window.id(), damaged(value(codec, window), random));
            } catch (UnreadableException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void aMessageThatIsDamagedIsReadOrRefusedAndNothingElse() {
        Samples samples = new Samples(5);
        SplittableRandom random = new SplittableRandom(6);
        long refused = IntStream.range(0, 3_000)
                .mapToObj(i -> FeedMessage.of(i, i, samples.change(), new Frames(256), Long.MAX_VALUE))
                .map(bytes -> damaged(bytes, random))
                .filter(bytes -> FeedMessage.read(bytes) == null)
                .count();
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void aMessageOfALaterVersionIsNotRead() {
        byte[] bytes = FeedMessage.about(1, 2, FeedMessage.Kind.HEARTBEAT);
        assertThat(FeedMessage.read(bytes)).isNotNull();
        bytes[0]++;
        assertThat(FeedMessage.read(bytes)).isNull();
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
        List<Message> kept = codec.read(id, value(codec, window)).window().messages();
        assertThat(kept).isEqualTo(messages.subList(50 - kept.size(), 50)).isNotEmpty();
        assertThat(value(codec, window).length).isBetween(1_000, 4_096 + 100);
    }

    @Test
    void repetitionIsCompressed() {
        Message message = Message.appended(NewMessage.user("again and again ".repeat(1_000)), 1, 1, TIME);
        byte[] record = new WindowCodec(new Frames(1 << 10), 100, 1 << 20).record(Frames.MESSAGES, List.of(message));
        assertThat(record).hasSizeLessThan(300);
    }

    /** A message of a hundred characters costs few bytes more. */
    @Test
    void aMessageTakesFewBytesBesideItsText() {
        ByteSink written = new ByteSink();
        MessageCodec.write(written, Message.appended(NewMessage.user("a".repeat(100)), 1_000, 1_000, TIME));
        assertThat(written.size()).isLessThan(100 + 20);
    }

    private static byte[] value(WindowCodec codec, ConversationWindow window) {
        WindowCodec.Written written = codec.write(window);
        assertThat(written).isNotNull();
        return new ByteSink().put(written.header()).put(written.records()).toBytes();
    }

    private static byte[] damaged(byte[] bytes, SplittableRandom random) {
        byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
