package dev.chatstore.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored session; only stores create one.
 *
 * @param key the session's key
 * @param owner the participant that the session belongs to, or null
 * @param state the state
 * @param version the version, which rises by one with each saved state
 * @param created when the session was created, by the writer's clock, to the microsecond
 * @param updated when the state was last saved, by the writer's clock, to the microsecond
 * @param expires the instant at which the session expires unless it is used before, or null if it never does
 */
// Seven components: a row of the sessions' table.
public record Session<S>(
        SessionKey key,
        @Nullable String owner,
        S state,
        long version,
        Instant created,
        Instant updated,
        @Nullable Instant expires) {
    /** Returns the key, the version and the times, without the state. */
    @Override
    public String toString() {
        return "Session[key=" + key + ", version=" + version + ", created=" + created + ", updated=" + updated
                + ", expires=" + expires + "]";
    }
}
