package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a line. Each is taken once; what is left at the end is unknown, and nothing unknown is passed
 * over.
 */
public final class LineFields {
    /** Anything else may be what a user wrote. */
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{1,40}");

    private final String name;
    private final Map<String, @Nullable Object> values;

    private LineFields(String name, Map<String, @Nullable Object> values) {
        this.name = name;
        this.values = values;
    }

    /**
     * Returns the fields of a line, at whose beginning a parser stands.
     *
     * @throws InvalidInputException if a number is beyond what metadata may contain
     */
    static LineFields ofLine(JsonParser parser) throws IOException {
        return read("line", parser, true);
    }

    /** Reads an object, whose own objects have known fields too if it is a line. */
    private static LineFields read(String name, JsonParser parser, boolean isLine) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            values.put(field, isLine && isObject ? read(field, parser, false) : Json.read(parser));
        }
        return new LineFields(name, values);
    }

    public String text(String field) throws MalformedLineException {
        return required(field, textOrNull(field));
    }

    public @Nullable String textOrNull(String field) throws MalformedLineException {
        return take(field, String.class, "a text");
    }

    public long number(String field) throws MalformedLineException {
        return required(field, take(field, Long.class, "a whole number"));
    }

    public long numberOr(String field, long absent) throws MalformedLineException {
        Long number = numberOrNull(field);
        return number == null ? absent : number;
    }

    public @Nullable Long numberOrNull(String field) throws MalformedLineException {
        return take(field, Long.class, "a whole number");
    }

    public boolean flag(String field) throws MalformedLineException {
        return Boolean.TRUE.equals(take(field, Boolean.class, "true or false"));
    }

    public Instant time(String field) throws MalformedLineException {
        return time(field, number(field));
    }

    public @Nullable Instant timeOrNull(String field) throws MalformedLineException {
        Long micros = take(field, Long.class, "a whole number of microseconds");
        return micros == null ? null : time(field, micros);
    }

    private Instant time(String field, long micros) throws MalformedLineException {
        Instant time = Micros.toInstant(micros);
        try {
            // The earliest numbers have an instant that is no number of microseconds.
            Micros.of(time);
            return time;
        } catch (ArithmeticException e) {
            throw wrong(field, "must be a time");
        }
    }

    /** Takes an object of any keys, which is empty if it is absent. */
    @SuppressWarnings("unchecked") // what is read from JSON has texts as keys
    public Map<String, @Nullable Object> object(String field) throws MalformedLineException {
        Map<String, @Nullable Object> object = take(field, Map.class, "an object");
        return object == null ? Map.of() : object;
    }

    /** Takes a list of objects of known fields, which is empty if it is absent. */
    @SuppressWarnings("unchecked") // what is read from JSON has texts as keys
    public List<LineFields> list(String field) throws MalformedLineException {
        List<?> list = take(field, List.class, "a list");
        if (list == null) {
            return List.of();
        }
        List<LineFields> objects = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> object)) {
                throw wrong(field, "must be a list of objects");
            }
            objects.add(
                    new LineFields(name + "." + field, new LinkedHashMap<>((Map<String, @Nullable Object>) object)));
        }
        return objects;
    }

    /** Takes an object of known fields from a line. */
    public LineFields fields(String field) throws MalformedLineException {
        return required(field, take(field, LineFields.class, "an object"));
    }

    /** Returns the name of the first field that is left, or null if there is none. */
    public @Nullable String first() {
        Iterator<String> left = values.keySet().iterator();
        return left.hasNext() ? left.next() : null;
    }

    /** Checks that nothing is left. */
    public void end() throws MalformedLineException {
        String left = first();
        if (left != null) {
            String known = LETTERS.matcher(left).matches() ? " \"" + left + "\"" : "";
            throw new MalformedLineException("has the field" + known + " in \"" + name
                    + "\", which this version does not know: a newer version may have written it");
        }
    }

    private <T> @Nullable T take(String field, Class<T> type, String rule) throws MalformedLineException {
        Object value = values.remove(field);
        if (value != null && !type.isInstance(value)) {
            throw wrong(field, "must be " + rule);
        }
        return value == null ? null : type.cast(value);
    }

    private <T> T required(String field, @Nullable T value) throws MalformedLineException {
        if (value == null) {
            throw wrong(field, "is missing");
        }
        return value;
    }

    private MalformedLineException wrong(String field, String problem) {
        return new MalformedLineException("is malformed: " + name + "." + field + " " + problem);
    }
}
