package dev.chatstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.codec.LoneSurrogates;
import org.jspecify.annotations.Nullable;

/** Writes the states of sessions as JSON and reads them back. Its errors never quote a state. */
final class StateCodec<S> {
    private final String typeName;
    private final JsonFactory factory;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Limits limits;

    StateCodec(ObjectMapper mapper, Class<S> type, Limits limits) {
        this.limits = limits;
        typeName = type.getName();
        factory = mapper.getFactory();
        reader = mapper.readerFor(type);
        writer = mapper.writerFor(type);
    }

    /**
     * Returns a state as JSON.
     *
     * @throws InvalidInputException if the state is null, cannot be written, or could not be read again
     * @throws dev.chatstore.api.LimitExceededException if the JSON is too large
     */
    String write(SessionId id, @Nullable S state) {
        Arguments.required("session.state", state);
        String text;
        try {
            text = LoneSurrogates.escape(writer.writeValueAsString(state));
        } catch (JsonProcessingException e) {
            // The exception's message may quote the state.
            throw new InvalidInputException(
                    "session.state", "must be a type that Jackson can write, which " + typeName + " is not", 0);
        }
        limits.checkState(id, text);
        StateChecks.check(factory, text);
        return text;
    }

    /**
     * Returns the state of a session.
     *
     * @throws CorruptDataException if it cannot be read as the type
     */
    S read(StoredSession stored) {
        try {
            S state = reader.readValue(stored.state());
            if (state != null) {
                return state;
            }
        } catch (JsonProcessingException e) {
            // Refused below, without a cause, whose message may quote the state.
        }
        throw CorruptDataException.ofSession(
                limits.stored(stored.id()),
                "state",
                "has " + stored.state().length() + " characters that cannot be read as " + typeName,
                null);
    }

    Session<S> typed(StoredSession stored) {
        return typed(stored, read(stored));
    }

    Session<S> typed(StoredSession stored, S state) {
        return new Session<>(
                stored.id().key(),
                stored.owner(),
                state,
                stored.version(),
                stored.created(),
                stored.updated(),
                stored.expires());
    }
}
