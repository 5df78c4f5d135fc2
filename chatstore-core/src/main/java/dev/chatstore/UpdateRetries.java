package dev.chatstore;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.Backoff;
import java.util.random.RandomGenerator;

/** The retry policy of session updates that meet a conflict. Safe for use by several threads. */
final class UpdateRetries {
    private final int max;
    private final Backoff backoff;

    UpdateRetries(Settings settings, RandomGenerator random) {
        max = settings.get(CommonSettings.SESSION_RETRIES);
        backoff = new Backoff(settings.get(CommonSettings.SESSION_BACKOFF), random);
    }

    /**
     * Pauses before the next retry.
     *
     * @param failures the number of conflicts so far
     * @param last the last of them, thrown if no retry is left
     */
    void pause(int failures, ConflictException last) {
        if (failures > max) {
            throw last;
        }
        backoff.pause(failures);
    }
}
