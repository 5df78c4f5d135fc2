package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HasMetadataTest {
    static Stream<Object> values() {
        return Stream.of(
                "text",
                true,
                7,
                7L,
                (short) 7,
                (byte) 7,
                0.1,
                1.5e300,
                0.1f,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.10"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void anEntryIsReadAsTheTypeThatWasPutIn(Object value) {
        NewMessage message = NewMessage.user("Hi").withMetadata(Map.of("key", value));
        assertThat(read(message, value.getClass())).isEqualTo(value);
    }

    private static Object read(HasMetadata from, Class<?> type) {
        return from.metadata("key", type).orElseThrow();
    }

    @Test
    void listsAndMapsAreReadAsSuch() {
        NewMessage message = NewMessage.user("Hi").withMetadata(Map.of("list", List.of(1, 2), "map", Map.of("a", 1)));
        assertThat(message.metadata("list", List.class)).contains(List.of(1L, 2L));
        assertThat(message.metadata("map", Map.class)).contains(Map.of("a", 1L));
        assertThat(message.metadata("map", Object.class)).contains(Map.of("a", 1L));
    }

    @Test
    void aMissingEntryAndANullAreEmpty() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("null", null);
        NewMessage message = NewMessage.user("Hi").withMetadata(metadata);
        assertThat(message.metadata("null", String.class)).isEmpty();
        assertThat(message.metadata("missing", String.class)).isEmpty();
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                Arguments.of("text", Integer.class),
                Arguments.of(7, String.class),
                Arguments.of(true, Integer.class),
                Arguments.of(1L << 40, Integer.class),
                Arguments.of(300, Byte.class),
                Arguments.of(1.5, Long.class),
                Arguments.of(new BigInteger("9223372036854775808"), Long.class));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void anEntryThatTheTypeCannotHoldIsAnError(Object value, Class<?> type) {
        NewMessage message = NewMessage.user("Hi").withMetadata(Map.of("key", value));
        assertThatThrownBy(() -> message.metadata("key", type))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("metadata.key is a ")
                .hasMessageContaining("cannot be read as " + type.getSimpleName());
    }
}
