package dev.chatstore.jdbi;

import dev.chatstore.core.Backoff;
import dev.chatstore.jdbi.Dialect.Failure;
import java.time.Duration;

/**
 * How long is tried what fails for a reason that may pass.
 *
 * @param retries how often at most
 * @param timeout how long after its beginning at most
 * @param backoff the pauses between
 */
record Patience(int retries, Duration timeout, Backoff backoff) {
    /** Returns the deadline of what begins now. */
    Deadline begin() {
        return Deadline.in(timeout);
    }

    /** Returns whether there is to be another try after that many failures, of which the last was such a one. */
    boolean lasts(int failures, Failure last, Deadline deadline) {
        return failures < retries
                && switch (last) {
                    case RETRY -> !deadline.isOverForTheBusy();
                    case LOST -> !deadline.isOver();
                    default -> false;
                };
    }

    void pause(int failures) {
        backoff.pause(failures);
    }
}
