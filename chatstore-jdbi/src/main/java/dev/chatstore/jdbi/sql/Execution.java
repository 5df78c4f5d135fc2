package dev.chatstore.jdbi.sql;

import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.SessionIdentity;
import org.jspecify.annotations.Nullable;

/** One piece of work with its attempts. Not safe for use by several threads. */
final class Execution {
    final Mode mode;
    final RetryContext retry;

    /** The number of failed attempts. */
    int failures;

    /** Whether a commit, or a statement that is a transaction by itself, may be on its way. */
    boolean committing;

    /** The beginning of the last attempt, for {@link dev.chatstore.core.backend.OutageLog}. */
    long begun;

    /** The number of attempts that were interrupted. */
    int interrupts;

    /** Whether the last attempt may have reached the server. */
    boolean wasSent;

    /** The session of the last attempt on the server, if it is known. */
    @Nullable SessionIdentity session;

    /** Where work runs. */
    enum Mode {
        READ,
        STATEMENT,
        PACKET,
        TRANSACTION;

        /** Returns the part of the database that fails: it may still be read when it cannot be written. */
        int part() {
            return this == READ ? 0 : 1;
        }
    }

    Execution(Mode mode, RetryContext retry) {
        this.mode = mode;
        this.retry = retry;
    }

    boolean writes() {
        return mode != Mode.READ;
    }

    void failed(Failure failure) {
        failures++;
        if (losesReplyBy(failure)) {
            retry.lostReply();
        }
        committing = false;
    }

    /** Returns whether a failure leaves open if the work was committed. */
    boolean losesReplyBy(Failure failure) {
        return committing && failure.isLost() && !retry.isPreparation();
    }
}
