package dev.chatstore.core.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure of which a store has a record.
 *
 * @param run its random id
 * @param tenant the tenant of the person
 * @param by who asked for it
 * @param reference the caller's reference, or null
 * @param begun when it began
 * @param certificate its last certificate in JSON, or null if it has not ended: continue it
 */
public record ErasureRun(
        String run,
        String tenant,
        String by,
        @Nullable String reference,
        Instant begun,
        @Nullable String certificate) {}
