package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Repairs texts whose UTF-8 bytes were each written as a character. Other texts stay as they are. */
final class Mojibake {
    private static final int LAST_BYTE = 0xFF;
    private static final int LAST_ASCII = 0x7F;

    private Mojibake() {}

    static String repaired(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= LAST_BYTE);
        if (!bytes || text.chars().allMatch(c -> c <= LAST_ASCII)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** Returns an object with all of its texts repaired. */
    static Map<String, @Nullable Object> repaired(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> repaired = new LinkedHashMap<>();
        object.forEach((key, value) -> repaired.put(key, value(value)));
        return repaired;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String text) {
            return repaired(text);
        }
        if (value instanceof Map<?, ?>) {
            return repaired(Fields.object(value));
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> repaired = new ArrayList<>();
            list.forEach(element -> repaired.add(value(element)));
            return repaired;
        }
        return value;
    }
}
