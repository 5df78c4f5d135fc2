package dev.chatstore.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as the store keeps it; made by stores.
 *
 * @param key its name
 * @param state what it remembers
 * @param version one more with each saved state
 * @param created when it came to be
 * @param updated when its state was last saved
 * @param expires the instant from which on it is gone unless it is used before, or null if it stays
 */
// Six components: the session as it stands in a row; only stores make one.
public record Session<S>(
        SessionKey key,
        S state,
        long version,
        Instant created,
        Instant updated,
        @Nullable Instant expires) {}
