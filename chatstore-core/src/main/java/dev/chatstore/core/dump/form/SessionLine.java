package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The line of a session. Its state is the text that the store has, so that numbers keep their form. */
public final class SessionLine {
    public static final String NAME = "session";

    private SessionLine() {}

    /**
     * Writes a session.
     *
     * @param digest the digest of its content
     */
    public static void write(JsonGenerator json, StoredSession session, String digest) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(NAME);
        json.writeStringField("tenant", session.id().tenant());
        json.writeStringField("name", session.id().name());
        json.writeStringField("id", session.id().value());
        DumpForm.write(json, "owner", session.owner());
        json.writeNumberField("version", session.version());
        json.writeStringField("state", session.state());
        json.writeNumberField("created", Micros.of(session.created()));
        json.writeNumberField("updated", Micros.of(session.updated()));
        Instant expires = session.expires();
        if (expires != null) {
            json.writeNumberField("expires", Micros.of(expires));
        }
        json.writeStringField("digest", ContentDigests.versioned(digest, session.version()));
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * Reads a session.
     *
     * @throws InvalidInputException if a part is not one that a store could hold
     */
    public static StoredSession read(LineFields fields) throws MalformedLineException {
        StoredSession session = new StoredSession(
                new SessionId(fields.text("tenant"), fields.text("name"), fields.text("id")),
                fields.textOrNull("owner"),
                fields.number("version"),
                fields.text("state"),
                fields.time("created"),
                fields.time("updated"),
                expiry(fields.timeOrNull("expires")));
        String digest = fields.text("digest");
        fields.end();
        if (!digest.equals(ContentDigests.versioned(ContentDigests.digest(session), session.version()))) {
            throw new MalformedLineException("is damaged: the session does not have its digest");
        }
        return session;
    }

    /** How much time is left depends on when it is asked, and is not in a dump. */
    private static StoredSession.@Nullable Expiry expiry(@Nullable Instant at) {
        return at == null ? null : new StoredSession.Expiry(at, Duration.ZERO);
    }
}
