package dev.chatstore.jdbi;

import dev.chatstore.core.Backoff;
import java.time.Duration;

/**
 * How long is tried what fails for a reason that may pass.
 *
 * @param retries how often at most
 * @param timeout how long after its beginning at most
 * @param backoff the pauses between
 */
record Patience(int retries, Duration timeout, Backoff backoff) {
    /** Returns whether there is to be another try after that many failures since a reading of the monotonic time. */
    boolean lasts(int failures, long beganNanos) {
        return failures < retries && System.nanoTime() - beganNanos < timeout.toNanos();
    }

    void pause(int failures) {
        backoff.pause(failures);
    }
}
