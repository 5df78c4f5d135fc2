package dev.chatstore.api.spi;

import dev.chatstore.api.SessionId;
import java.time.Duration;
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
 * @param expiry when the session expires, or null if it never does
 */
// Seven components: a row of the sessions' table.
public record StoredSession(
        SessionId id,
        @Nullable String owner,
        long version,
        String state,
        Instant created,
        Instant updated,
        @Nullable Expiry expiry) {
    /**
     * When a session expires, by the clock of the store.
     *
     * @param at the instant from which on the session is missing
     * @param left how long that was ahead when the store returned the session: what a cache in front of the store goes by,
     *     whose own clock may be wrong
     */
    public record Expiry(Instant at, Duration left) {}

    /** Returns the instant from which on the session is missing, or null if it never expires. */
    public @Nullable Instant expires() {
        return expiry == null ? null : expiry.at();
    }

    /** Returns the id, the version and the times, without the state. */
    @Override
    public String toString() {
        return "StoredSession[id=" + id + ", version=" + version + ", created=" + created + ", updated=" + updated
                + ", expires=" + expires() + "]";
    }
}
