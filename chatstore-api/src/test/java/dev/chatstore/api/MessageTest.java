package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message keeps its parts in less room than one field each; none of that shows. */
class MessageTest {
    private static final Instant TIME = Instant.parse("2026-11-26T12:00:00.123456Z");

    private static final List<String> PARTS = List.of(
            "sequence",
            "version",
            "id",
            "role",
            "author",
            "text",
            "attachments",
            "metadata",
            "parent",
            "tokens",
            "revision",
            "created",
            "said",
            "edited",
            "redacted",
            "unreadable");

    /** A message without rare parts. */
    private static final @Nullable Object[] PLAIN = {
        3L, 7L, null, Role.USER, null, "Hi", List.of(), Map.of(), 2L, 5L, 1, TIME, TIME, null, false, List.of()
    };

    /** For each part, values other than those of the plain message. */
    private static final List<List<Object>> OTHERS = List.of(
            List.of(1L, 4L, 1L << 40, Long.MAX_VALUE),
            List.of(0L, 3L, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE),
            List.of("an id"),
            List.of(Role.SYSTEM, Role.ASSISTANT, Role.TOOL),
            List.of("Kari"),
            List.of("", "Hello"),
            List.of(List.of(new Attachment("ref", "image/png", 7, null))),
            List.of(Map.of("n", 1L)),
            List.of(0L, 1L, 3L, Long.MAX_VALUE),
            List.of(0L, 1_000_000_000L, 1L << 31, 1L << 40, Long.MAX_VALUE, -1L),
            List.of(2, Integer.MAX_VALUE),
            List.of(Instant.EPOCH, Instant.parse("0001-01-01T00:00:00.000001Z"), Instant.parse("9999-12-31T23:59:59Z")),
            List.of(Instant.EPOCH, Instant.parse("0001-01-01T00:00:00.000001Z"), Instant.parse("9999-12-31T23:59:59Z")),
            List.of(TIME, Instant.parse("1969-12-31T23:59:59.999999Z")),
            List.of(true),
            List.of(List.of("metadata")));

    static Stream<Arguments> parts() {
        return IntStream.range(0, PARTS.size())
                .boxed()
                .flatMap(part -> OTHERS.get(part).stream().map(value -> Arguments.of(PARTS.get(part), value)));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyPartIsReadBack(String part, Object value) throws Exception {
        @Nullable Object[] given = with(PLAIN, part, value);
        assertThat(partsOf(message(given))).containsExactly(given);
        @Nullable Object[] withId = with(given, "id", "telegram-4711");
        assertThat(partsOf(message(withId))).containsExactly(withId);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyPartCountsForEquality(String part, Object value) throws Exception {
        Message other = message(with(PLAIN, part, value));
        assertThat(other).isNotEqualTo(message(PLAIN));
        assertThat(other)
                .isEqualTo(message(with(PLAIN, part, value)))
                .hasSameHashCodeAs(message(with(PLAIN, part, value)));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void nothingIsLostInSerialization(String part, Object value) throws Exception {
        Message message = message(with(PLAIN, part, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(message);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(message);
        }
    }

    @Test
    void timesAreTruncatedToTheMicrosecond() throws Exception {
        Instant finer = Instant.parse("1969-12-31T23:59:59.123456789Z");
        Message message = message(with(with(with(PLAIN, "created", finer), "said", finer), "edited", finer));
        Instant kept = Instant.parse("1969-12-31T23:59:59.123456Z");
        assertThat(List.of(message.created(), message.said())).containsOnly(kept);
        assertThat(message.edited()).isEqualTo(kept);
    }

    @Test
    void isShownByItsIdsAndNumbers() throws Exception {
        assertThat(message(with(PLAIN, "id", "an id")))
                .hasToString("Message[sequence=3, version=7, id=an id, role=user, parent=2, tokens=5, revision=1,"
                        + " redacted=false]");
        assertThat(message(with(PLAIN, "unreadable", List.of("metadata"))))
                .hasToString("Message[sequence=3, version=7, id=null, role=user, parent=2, tokens=5, revision=1,"
                        + " redacted=false, unreadable=[metadata]]");
    }

    private static @Nullable Object[] with(@Nullable Object[] parts, String part, Object value) {
        @Nullable Object[] copy = parts.clone();
        copy[PARTS.indexOf(part)] = value;
        return copy;
    }

    private static Message message(@Nullable Object[] parts) throws ReflectiveOperationException {
        return (Message) Message.class.getConstructors()[0].newInstance(parts);
    }

    private static @Nullable Object[] partsOf(Message message) throws ReflectiveOperationException {
        @Nullable Object[] parts = new Object[PARTS.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Message.class.getMethod(PARTS.get(i)).invoke(message);
        }
        return parts;
    }
}
