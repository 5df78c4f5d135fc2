package dev.chatstore.jdbi;

import dev.chatstore.core.backend.Backoff;
import dev.chatstore.jdbi.Dialect.Failure;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How long is tried what fails for a reason that may pass.
 *
 * @param retries how often at most
 * @param timeout how long after its beginning at most
 * @param backoff the pauses between
 * @param clock the time, as far as it is written down
 */
record Patience(int retries, Duration timeout, Backoff backoff, InstantSource clock) {
    /** Returns the attempt of what begins now. */
    Attempt begin() {
        return Attempt.within(timeout, Micros.now(clock));
    }

    /** Returns whether there is to be another try after that many failures, of which the last was such a one. */
    boolean lasts(int failures, Failure last, Attempt attempt) {
        return failures < retries
                && switch (last) {
                    case RETRY -> !attempt.isOverForTheBusy();
                    case LOST -> !attempt.isOver();
                    default -> false;
                };
    }

    void pause(int failures) {
        backoff.pause(failures);
    }
}
