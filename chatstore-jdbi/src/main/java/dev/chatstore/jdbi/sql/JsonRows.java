package dev.chatstore.jdbi.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as one JSON array of objects, so that a statement takes any number of them in one parameter. A null is
 * left out, which statements read as null.
 */
public final class JsonRows implements ColumnWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private int size;

    /** Begins an array without rows. */
    public JsonRows() {
        try {
            json = JSON.createGenerator(text);
            json.writeStartArray();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Begins the next row. */
    public JsonRows row() {
        try {
            endRow();
            json.writeStartObject();
            size++;
            return this;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private void endRow() throws IOException {
        if (size > 0) {
            json.writeEndObject();
        }
    }

    @Override
    public JsonRows text(String column, @Nullable String value) {
        try {
            if (value != null) {
                json.writeStringField(column, value);
            }
            return this;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    @Override
    public JsonRows number(String column, @Nullable Long value) {
        try {
            if (value != null) {
                json.writeNumberField(column, value);
            }
            return this;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Returns whether there is no row. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Returns the JSON. No row can be added afterwards. */
    public String toJson() {
        try {
            endRow();
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
