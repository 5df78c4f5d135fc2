package dev.chatstore.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes metadata and attachments as JSON text that reads back equal. */
public final class Json {
    private static final TypeReference<List<Attachment>> ATTACHMENTS = new TypeReference<>() {};

    /** Whatever was accepted can be read: sizes are limited when a value is accepted, not when it is read. */
    private static final StreamReadConstraints UNBOUNDED = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(UNBOUNDED).build())
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
     * Reads the text that {@link #write(Map)} returned.
     *
     * @throws CorruptDataException if the text is not a JSON object
     */
    public static Map<String, @Nullable Object> readObject(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return object(parser);
            }
        } catch (IOException | NumberFormatException e) {
            // Refused below, without a cause, which may quote the text.
        }
        throw unreadable(text);
    }

    /**
     * Reads the text that {@link #write(List)} returned.
     *
     * @throws CorruptDataException if the text is not a list of attachments
     */
    public static List<Attachment> readAttachments(@Nullable String text) {
        return text == null ? List.of() : List.copyOf(read(text, ATTACHMENTS));
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a checked value cannot be written: " + e.getClass().getName());
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException | InvalidInputException e) {
            throw unreadable(text);
        }
    }

    private static CorruptDataException unreadable(String text) {
        return CorruptDataException.ofStorage("stored JSON of length " + text.length() + " cannot be read", null);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Number) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return Collections.unmodifiableList(list);
    }
}
