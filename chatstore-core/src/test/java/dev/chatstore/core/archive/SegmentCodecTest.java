package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SegmentCodecTest {
    private final ConversationId id = ConversationId.of("a conversation");
    private final SegmentCodec codec = ArchivedStores.CODEC;
    private final SegmentWriter writer = new SegmentWriter(
            codec, new SplittableRandom(1), new SegmentContents(SegmentPlaces.none(), codec, 0), () -> 0);

    private static Message message(long sequence, String text) {
        return Message.appended(NewMessage.user(text), sequence, sequence, Instant.EPOCH);
    }

    private static List<MessageSnapshot> messages() {
        Message rich = Message.appended(
                NewMessage.assistant("text with \n a line, \u0085 and \uD83D\uDE00")
                        .withId("an id")
                        .withAuthor("Kari")
                        .withParent(3L)
                        .withSaid(Instant.ofEpochSecond(-5))
                        .withTokens(7)
                        .withAttachments(new Attachment("ref", "image/png", 7, "name"))
                        .withMetadata(Map.of("a", List.of(1L, true, "x"), "whole", "\uD83D\uDE00")),
                5,
                9,
                Instant.parse("2026-01-01T00:00:00.123456Z"));
        Message edited = rich.revised(MessageEdit.of("edited").withTokens(8), Instant.EPOCH);
        Message again = edited.revised(MessageEdit.of("edited again"), Instant.EPOCH);
        return List.of(
                new MessageSnapshot(message(4, "")),
                new MessageSnapshot(again, List.of(rich, edited)),
                new MessageSnapshot(message(6, "a secret").emptied(Instant.EPOCH)));
    }

    private StoredSegment encoded(List<MessageSnapshot> messages) {
        SegmentLines lines = new SegmentLines(Long.MAX_VALUE);
        messages.forEach(lines::add);
        return writer.encode(lines, null);
    }

    @Test
    void messagesAreReadBackAsTheyWere() {
        StoredSegment stored = encoded(messages());
        Segment segment = stored.segment();
        assertThat(codec.read(id, segment, Objects.requireNonNull(stored.content())))
                .isEqualTo(messages());
        assertThat(segment.first()).isEqualTo(4);
        assertThat(segment.last()).isEqualTo(6);
        assertThat(segment.tokens()).isEqualTo(8);
        assertThat(segment.id()).matches("[a-z0-9]{1,32}");
        assertThat(segment.digest()).matches("[0-9a-f]{64}");
        assertThat(segment.stored()).isEqualTo(stored.content().length);
    }

    @Test
    void eachDamagedByteIsNoticedAlsoIfTheDigestIsNot() {
        StoredSegment stored = encoded(messages());
        byte[] whole = Objects.requireNonNull(stored.content());
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> codec.read(id, stored.segment(), damaged))
                    .isInstanceOf(CorruptDataException.class);
            Segment forged = with(stored.segment(), SegmentCodec.digest(damaged));
            try {
                // A bit that the form does not use may differ.
                assertThat(codec.read(id, forged, damaged)).isEqualTo(messages());
            } catch (CorruptDataException e) {
                assertThat(e.field()).isEqualTo("segment " + forged.id());
            }
        }
    }

    private static Segment with(Segment segment, String digest) {
        return new Segment(
                segment.id(),
                segment.first(),
                segment.last(),
                segment.tokens(),
                segment.size(),
                digest,
                segment.place(),
                segment.stored());
    }

    @Test
    void otherMessagesThanTheIndexHasAreRefused() {
        StoredSegment stored = encoded(messages());
        Segment segment = stored.segment();
        Segment shifted = new Segment(
                segment.id(), 5, 7, segment.tokens(), segment.size(), segment.digest(), null, segment.stored());
        assertThatThrownBy(() -> codec.read(id, shifted, Objects.requireNonNull(stored.content())))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("other messages");
    }

    @Test
    void aSegmentIsFullAtItsBytesButHasAtLeastOneMessage() {
        SegmentLines lines = new SegmentLines(300);
        assertThat(lines.add(new MessageSnapshot(message(1, "x".repeat(500))))).isTrue();
        assertThat(lines.add(new MessageSnapshot(message(2, "y")))).isFalse();
        StoredSegment stored = writer.encode(lines, null);
        assertThat(codec.read(id, stored.segment(), Objects.requireNonNull(stored.content())))
                .hasSize(1);
        List<MessageSnapshot> many = new ArrayList<>();
        SegmentLines small = new SegmentLines(1_000);
        for (long i = 1; small.add(new MessageSnapshot(message(i, "z"))); i++) {
            many.add(new MessageSnapshot(message(i, "z")));
        }
        assertThat(small.size()).isBetween(800, 1_000);
        StoredSegment full = writer.encode(small, null);
        assertThat(codec.read(id, full.segment(), Objects.requireNonNull(full.content())))
                .isEqualTo(many);
    }

    @Test
    void whatIsUnreadableOrIncompleteIsNotKept() {
        Message message = message(1, "x");
        Message damaged = new Message(
                1,
                1,
                null,
                Role.USER,
                null,
                "x",
                List.of(),
                Map.of(),
                0,
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                false,
                List.of("metadata"));
        Message edited = message.revised(MessageEdit.of("y"), Instant.EPOCH);
        assertThat(SegmentLines.canKeep(new MessageSnapshot(message))).isTrue();
        assertThat(SegmentLines.canKeep(new MessageSnapshot(damaged))).isFalse();
        assertThat(SegmentLines.canKeep(new MessageSnapshot(edited))).isFalse();
        assertThat(SegmentLines.canKeep(new MessageSnapshot(edited, List.of(message))))
                .isTrue();
        assertThat(SegmentLines.canKeep(new MessageSnapshot(edited, List.of(damaged))))
                .isFalse();
    }
}
