package dev.chatstore.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.chatstore.api.HasMetadata;
import dev.chatstore.api.InvalidInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes metadata and attachments as JSON text that reads back equal. */
public final class Json {
    private static final int FIRST_PRINTABLE = 0x20;

    /**
     * Created when a text is first read or written, since most messages have no metadata. Texts are limited when a value is
     * accepted, not when it is read. Numbers are limited here too: those of a row that others wrote could cost minutes.
     */
    private static final class Mapper {
        static final ObjectMapper INSTANCE = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .maxNumberLength(HasMetadata.MAX_NUMBER)
                                .maxNameLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .build();
        static final TypeReference<List<@Nullable Attachment>> ATTACHMENTS = new TypeReference<>() {};

        private Mapper() {}
    }

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
        Map<String, @Nullable Object> object = readObjectOrNull(text);
        if (object == null) {
            throw unreadable(String.valueOf(text));
        }
        return object;
    }

    /** Reads the text that {@link #write(Map)} returned, or returns null if the text is not a JSON object. */
    public static @Nullable Map<String, @Nullable Object> readObjectOrNull(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        try (JsonParser parser = Mapper.INSTANCE.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? object(parser) : null;
        } catch (IOException | NumberFormatException | InvalidInputException e) {
            // Not passed on: the message may quote the text.
            return null;
        }
    }

    /** Reads the text that {@link #write(List)} returned, or returns null if the text is not a list of attachments. */
    public static @Nullable List<Attachment> readAttachmentsOrNull(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            List<@Nullable Attachment> read = Mapper.INSTANCE.readValue(text, Mapper.ATTACHMENTS);
            return read == null || read.contains(null) ? null : List.copyOf(read);
        } catch (JsonProcessingException | InvalidInputException e) {
            return null;
        }
    }

    /** Returns how many bytes a value has as JSON in UTF-8. */
    public static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return 2 + Utf8.length(text) + escapes(text);
        }
        if (value instanceof Map<?, ?> map) {
            long size = 1L + Math.max(1, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += size(entry.getKey()) + 1 + size(entry.getValue());
            }
            return size;
        }
        if (value instanceof List<?> list) {
            long size = 1L + Math.max(1, list.size());
            for (Object element : list) {
                size += size(element);
            }
            return size;
        }
        return String.valueOf(value).length();
    }

    /** Returns how many bytes escaping adds to a text. */
    private static long escapes(String text) {
        long added = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                added++;
            } else if (c < FIRST_PRINTABLE) {
                added += "\b\t\n\f\r".indexOf(c) >= 0 ? 1 : 5;
            }
        }
        return added;
    }

    private static String text(Object value) {
        try {
            return Mapper.INSTANCE.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a checked value cannot be written: " + e.getClass().getName());
        }
    }

    private static CorruptDataException unreadable(String text) {
        return CorruptDataException.ofStorage("stored JSON of length " + text.length() + " cannot be read", null);
    }

    /**
     * Reads the value at whose beginning a parser stands, as a plain value.
     *
     * @throws InvalidInputException if a number is beyond what metadata may contain
     */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        return value(parser);
    }

    /** Writes a plain value of metadata. */
    public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            writeScalar(json, value);
        }
    }

    private static void writeScalar(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeNull();
        }
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
            case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static BigDecimal decimal(BigDecimal number) {
        HasMetadata.checkNumber("metadata", number);
        return number;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return Collections.unmodifiableList(list);
    }
}
