package dev.chatstore.jdbi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes rows as one JSON array of arrays, so that a statement takes any number of them in one parameter. */
final class Rows {
    private static final JsonFactory JSON = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private int size;

    Rows() {
        try {
            json = JSON.createGenerator(text);
            json.writeStartArray();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Adds a row of strings, numbers and nulls. */
    void add(@Nullable Object... values) {
        try {
            json.writeStartArray();
            for (Object value : values) {
                write(value);
            }
            json.writeEndArray();
            size++;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString((String) value);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the JSON; no row can be added after. */
    String toJson() {
        try {
            json.writeEndArray();
            json.close();
            return text.toString();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static UncheckedIOException unreachable(IOException e) {
        return new UncheckedIOException("writing to memory cannot fail", e);
    }
}
