package dev.chatstore.jdbi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Json;
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

    /**
     * Adds a message; the numbers of its place are whatever the statement makes of them. What may be long comes last, as
     * some databases look for each column from the beginning of the row.
     */
    void addMessage(
            ConversationId id,
            long sequence,
            long version,
            NewMessage message,
            @Nullable Long parent,
            @Nullable Long fingerprint,
            @Nullable Long token) {
        add(
                id.tenant(),
                id.value(),
                sequence,
                version,
                message.id(),
                message.role().label(),
                message.author(),
                parent,
                message.tokens(),
                fingerprint,
                token,
                message.text(),
                Json.write(message.attachments()),
                Json.write(message.metadata()));
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
