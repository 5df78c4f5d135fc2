package dev.chatstore.api.spi;

import dev.chatstore.api.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session with its state as JSON text.
 *
 * @param id the session's id
 * @param owner the participant that the session belongs to, or null
 * @param version the version, which rises by one with each saved state
 * @param state the state as JSON text
 * @param created when the session was created
 * @param updated when the state was last saved
 * @param expires the instant from which on the session is missing, or null if it never expires
 */
// Seven components: a row of the sessions' table.
public record StoredSession(
        SessionId id,
        @Nullable String owner,
        long version,
        String state,
        Instant created,
        Instant updated,
        @Nullable Instant expires) {
    /** Returns the id, the version and the times, without the state. */
    @Override
    public String toString() {
        return "StoredSession[id=" + id + ", version=" + version + ", created=" + created + ", updated=" + updated
                + ", expires=" + expires + "]";
    }
}
