package dev.chatstore.api.spi;

import dev.chatstore.api.SessionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session with its state as JSON text.
 *
 * @param key its name
 * @param version one more with each saved state
 * @param state the state as JSON text
 * @param created when it came to be
 * @param updated when its state was last saved
 * @param expires the instant from which on it is gone, or null if it stays
 */
// Six components: the session as it stands in a row.
public record StoredSession(
        SessionKey key,
        long version,
        String state,
        Instant created,
        Instant updated,
        @Nullable Instant expires) {}
