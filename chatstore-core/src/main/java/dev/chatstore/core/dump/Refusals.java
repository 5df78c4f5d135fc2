package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.UnavailableException;

/** Tells errors of one conversation or session, after which the others go on, from those that end a run. */
final class Refusals {
    private Refusals() {}

    /** Returns whether it is the given conversation or session that is refused, not the store that is full or away. */
    static boolean isRefusal(Throwable error) {
        return error instanceof InvalidInputException
                || (error instanceof CorruptDataException corrupt && corrupt.conversation() != null)
                || (error instanceof LimitExceededException limit
                        && limit.limit().startsWith("limits."));
    }

    /** Returns whether one conversation of a call is refused, whatever became of the others. */
    static boolean hasRefusal(ChatStoreException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets a run end between two calls.
     *
     * @throws UnavailableException if the thread is interrupted. It stays interrupted
     */
    static void checkNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw UnavailableException.maybeDone(
                    "the thread was interrupted; what was stored until then stays: call again to continue", true, null);
        }
    }
}
