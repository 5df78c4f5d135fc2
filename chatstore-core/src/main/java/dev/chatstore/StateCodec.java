package dev.chatstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.StoredSession;
import org.jspecify.annotations.Nullable;

/** Writes the states of sessions as JSON and reads them back. Its errors never quote a state. */
final class StateCodec<S> {
    private final String typeName;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Limits limits;

    StateCodec(ObjectMapper mapper, Class<S> type, Limits limits) {
        typeName = type.getName();
        reader = mapper.readerFor(type);
        writer = mapper.writerFor(type);
        this.limits = limits;
    }

    String write(@Nullable S state) {
        if (state == null) {
            throw new InvalidInputException("session.state", "must not be null", 0);
        }
        try {
            String text = writer.writeValueAsString(state);
            limits.checkState(text);
            return text;
        } catch (JsonProcessingException e) {
            // Its message may quote the state.
            throw new InvalidInputException(
                    "session.state", "must be a type that Jackson can write, which " + typeName + " is not", 0);
        }
    }

    S read(StoredSession stored) {
        try {
            S state = reader.readValue(stored.state());
            if (state != null) {
                return state;
            }
        } catch (JsonProcessingException e) {
            // Reported below without the cause, whose message may quote the state.
        }
        throw new CorruptDataException(
                "the state of session " + stored.key() + " (" + stored.state().length()
                        + " characters) cannot be read as " + typeName,
                null);
    }
}
