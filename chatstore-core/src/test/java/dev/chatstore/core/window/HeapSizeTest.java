package dev.chatstore.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights next to the heap that objects are measured to take. */
class HeapSizeTest {
    private static final int COUNT = 20_000;
    private static final int TEXT = 200;
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123456Z");

    static Stream<Named<UnaryOperator<Message>>> changes() {
        return Stream.of(
                Named.of("plain", UnaryOperator.identity()),
                appended("an id", message -> message.withId("id " + message.text())),
                appended("an author", message -> message.withAuthor("by " + message.text())),
                appended("another time", message -> message.withSaid(NOW.minusSeconds(60))),
                appended("a parent", message -> message.withParent(0)),
                appended("metadata", message -> message.withMetadata(Map.of("key " + message.text(), 1_000L))),
                appended(
                        "an attachment",
                        message -> message.withAttachments(
                                new Attachment("ref " + message.text(), "image/png", 1, "a name " + message.text()))),
                Named.of("an edit", message -> message.revised(MessageEdit.of(text(message.sequence() + 1)), NOW)));
    }

    private static Named<UnaryOperator<Message>> appended(String name, UnaryOperator<NewMessage> change) {
        return Named.of(
                name,
                message -> Message.appended(
                        change.apply(NewMessage.user(message.text())),
                        message.sequence(),
                        message.version(),
                        message.created()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aMessageIsWeighedByTheHeapThatItTakes(UnaryOperator<Message> change) {
        List<Message> messages = messages(change);
        long weighed = HeapSize.of(messages) / COUNT;
        assertThat((double) weighed).isCloseTo(measured(change), within(0.1 * weighed));
    }

    @Test
    void aPlainMessageTakesAtMostAHundredBytesNextToItsText() {
        assertThat(measured(UnaryOperator.identity())).isLessThan(TEXT + 100);
    }

    private static double measured(UnaryOperator<Message> change) {
        messages(change);
        long before = UsedHeap.bytes();
        List<Message> messages = messages(change);
        long taken = UsedHeap.bytes() - before;
        assertThat(messages).hasSize(COUNT);
        return (double) taken / COUNT;
    }

    private static List<Message> messages(UnaryOperator<Message> change) {
        return LongStream.rangeClosed(1, COUNT)
                .mapToObj(sequence ->
                        change.apply(Message.appended(NewMessage.user(text(sequence)), sequence, sequence, NOW)))
                .toList();
    }

    private static String text(long number) {
        return String.format("%0" + TEXT + "d", number);
    }
}
