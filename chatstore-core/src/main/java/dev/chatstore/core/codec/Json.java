package dev.chatstore.core.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.CorruptDataException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes metadata and attachments as JSON text and reads them back equal. */
public final class Json {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<List<Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private Json() {}

    /** Returns an object as JSON text, or null for an empty one. */
    public static @Nullable String write(Map<String, @Nullable Object> object) {
        return object.isEmpty() ? null : text(object);
    }

    /** Returns attachments as JSON text, or null if there are none. */
    public static @Nullable String write(List<Attachment> attachments) {
        return attachments.isEmpty() ? null : text(attachments);
    }

    /**
     * Reads what {@link #write(Map)} wrote.
     *
     * @throws CorruptDataException if it is not a JSON object
     */
    public static Map<String, @Nullable Object> readObject(@Nullable String text) {
        return text == null ? Map.of() : read(text, OBJECT);
    }

    /**
     * Reads what {@link #write(List)} wrote.
     *
     * @throws CorruptDataException if it is not a list of attachments
     */
    public static List<Attachment> readAttachments(@Nullable String text) {
        return text == null ? List.of() : read(text, ATTACHMENTS);
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a checked value cannot be written", withoutText(e));
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new CorruptDataException(
                    "stored JSON of length " + text.length() + " cannot be read", withoutText(e));
        }
    }

    private static JsonProcessingException withoutText(JsonProcessingException e) {
        e.clearLocation();
        return e;
    }
}
