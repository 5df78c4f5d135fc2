package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The beginning of a file: enough to tell what it is. Long lists and texts are cut. */
public final class Probe {
    private static final int BYTES = 1 << 20;
    private static final int TEXT = 1 << 16;
    private static final int MAX_STRING = 300;
    private static final int MAX_ELEMENTS = 10;
    private static final int MAX_DEPTH = 12;
    private static final int MARK = 3;
    private static final String SQLITE = "SQLite format 3\0";

    private final Kind kind;
    private final List<@Nullable Object> values;
    private final String text;
    private final boolean cut;

    private Probe(Kind kind, List<@Nullable Object> values, String text) {
        this(kind, values, text, false);
    }

    private Probe(Kind kind, List<@Nullable Object> values, String text, boolean cut) {
        this.cut = cut;
        this.kind = kind;
        this.values = values;
        this.text = text;
    }

    /** What a file holds. */
    public enum Kind {
        /** Nothing. */
        EMPTY,
        /** One JSON object. */
        OBJECT,
        /** A JSON list. */
        LIST,
        /** JSON objects that follow one another. */
        LINES,
        /** A database of SQLite. */
        SQLITE,
        /** Something else, such as text. */
        TEXT
    }

    /** Returns the beginning of a file. */
    public static Probe of(SourceFile file) throws IOException {
        byte[] bytes = file.beginning(TEXT);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return new Probe(Kind.EMPTY, List.of(), text);
        }
        if (text.startsWith(SQLITE)) {
            return new Probe(Kind.SQLITE, List.of(), text);
        }
        boolean marked = text.charAt(0) == '\uFEFF';
        if (!isStructure(text)) {
            return new Probe(Kind.TEXT, List.of(), marked ? text.substring(1) : text);
        }
        if (bytes.length == TEXT) {
            bytes = file.beginning(BYTES);
        }
        List<@Nullable Object> values = new ArrayList<>();
        boolean[] cut = {false};
        boolean json = read(JsonSource.skim(bytes, marked ? MARK : 0), values, cut);
        Kind kind = json ? kind(values) : Kind.TEXT;
        if (kind == Kind.OBJECT && bytes.length == BYTES && isOneLine(bytes) && file.hasSecondLine()) {
            kind = Kind.LINES;
        }
        return new Probe(kind, values, marked ? text.substring(1) : text, cut[0]);
    }

    private static boolean isOneLine(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '\n') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a text begins as JSON does. Of an archive full of pictures, not much is read. */
    private static boolean isStructure(String text) {
        String begun = (text.charAt(0) == '\uFEFF' ? text.substring(1) : text).stripLeading();
        return begun.startsWith("{") || begun.startsWith("[");
    }

    private static Kind kind(List<@Nullable Object> values) {
        if (values.size() > 1) {
            return Kind.LINES;
        }
        return values.get(0) instanceof List<?> ? Kind.LIST : Kind.OBJECT;
    }

    /** Reads values until the end or until something is no JSON, and returns whether it began as JSON. */
    private static boolean read(JsonParser opened, List<@Nullable Object> values, boolean[] cut) throws IOException {
        try (JsonParser parser = opened) {
            JsonToken token = parser.nextToken();
            while (token != null && values.size() < MAX_ELEMENTS) {
                if (!token.isStructStart()) {
                    return !values.isEmpty();
                }
                read(parser, 0, values::add);
                token = parser.nextToken();
            }
            return true;
        } catch (JsonEOFException e) {
            cut[0] = true;
            return !values.isEmpty();
        } catch (JsonProcessingException e) {
            return values.stream().anyMatch(Probe::holdsSomething);
        }
    }

    private static boolean holdsSomething(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    private static void read(JsonParser parser, int depth, Consumer<@Nullable Object> taker) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                taker.accept(map);
                object(parser, depth, map);
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                taker.accept(list);
                array(parser, depth, list);
            }
            case VALUE_STRING -> {
                String string = parser.getText();
                taker.accept(string.length() > MAX_STRING ? string.substring(0, MAX_STRING) : string);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> taker.accept(0);
            case VALUE_TRUE, VALUE_FALSE -> taker.accept(parser.getBooleanValue());
            default -> taker.accept(null);
        }
    }

    private static void object(JsonParser parser, int depth, Map<String, @Nullable Object> map) throws IOException {
        String name = parser.nextFieldName();
        while (name != null) {
            String key = name;
            // Of a value that is cut, the key is there.
            map.put(key, null);
            parser.nextToken();
            if (depth == MAX_DEPTH) {
                parser.skipChildren();
            } else {
                read(parser, depth + 1, value -> map.put(key, value));
            }
            name = parser.nextFieldName();
        }
    }

    private static void array(JsonParser parser, int depth, List<@Nullable Object> list) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (depth == MAX_DEPTH || list.size() == MAX_ELEMENTS) {
                parser.skipChildren();
            } else {
                read(parser, depth + 1, list::add);
            }
        }
    }

    /** Returns whether the last one of the values is not there to its end. */
    public boolean isCut() {
        return cut;
    }

    /** Returns what the file holds. */
    public Kind kind() {
        return kind;
    }

    /** Returns the beginning of the file as text. */
    public String text() {
        return text;
    }

    /** Returns the object that the file holds, or the first one of its list or lines; empty if there is none. */
    public Map<String, @Nullable Object> first() {
        Object value = values.isEmpty() ? null : values.get(0);
        return Fields.object(value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value);
    }

    /** Returns the first objects of a list or of lines. */
    public List<Map<String, @Nullable Object>> firsts() {
        List<?> all = kind == Kind.LIST && values.get(0) instanceof List<?> list ? list : values;
        List<Map<String, @Nullable Object>> firsts = new ArrayList<>();
        all.forEach(value -> firsts.add(Fields.object(value)));
        return firsts;
    }
}
