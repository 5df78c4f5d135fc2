package dev.chatstore.jdbi.sql;

import dev.chatstore.core.backend.Backoff;
import dev.chatstore.jdbi.database.Failure;
import java.time.Duration;

/**
 * When work that failed for a transient reason is retried.
 *
 * @param retries the maximum number of retries of one transaction
 * @param timeout the time after the beginning of the work from which nothing is retried
 * @param backoff the pauses between two attempts
 */
public record RetryPolicy(int retries, Duration timeout, Backoff backoff) {
    /** Returns whether to retry after a number of failures, of which the last is given. */
    boolean retriesAfter(int failures, Failure last, RetryContext retry) {
        if (failures >= retries) {
            return false;
        }
        return last.isContention() ? !retry.isOverForContention() : last.isLost() && !retry.isOver();
    }

    void pause(int failures) {
        backoff.pause(failures);
    }
}
