package dev.chatstore.cli.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.dump.DamagedDumpException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** How a command ended, as scripts see it. A number keeps its meaning from release to release. */
public enum ExitCode {
    /** All was done. */
    OK(0, "All was done."),
    /** It failed for a reason that has no number of its own. */
    FAILURE(1, "It failed for a reason that has no number of its own, such as a file that cannot be written."),
    /** The command line is wrong. */
    USAGE(2, "The command line is wrong. Nothing was done."),
    /** A value breaks a rule. */
    INVALID_INPUT(3, "A value breaks a rule: an id, a setting, a URL."),
    /** What was named does not exist. */
    NOT_FOUND(4, "What was named does not exist: a conversation, a session, a file. Or nothing was found."),
    /** Another writer was first. */
    CONFLICT(5, "Another writer was first, or has stored something else under the same message id."),
    /** A value is too large. */
    LIMIT_EXCEEDED(6, "A value is larger than a configured limit."),
    /** Data cannot be read. */
    CORRUPT_DATA(7, "Data cannot be read: a damaged row, a broken or truncated file."),
    /** The store cannot be reached. */
    UNAVAILABLE(8, "The store cannot be reached, did not answer in time, or lacks the tables."),
    /** The question before a removal was not answered with yes. */
    NOT_CONFIRMED(9, "The question before a removal was not answered with yes, or there is no terminal to ask on."),
    /** Something was left out. */
    INCOMPLETE(10, "It came to its end, but something was left out, which is listed."),
    /** A comparison found differences. */
    DIFFERENT(11, "A comparison came to its end and found differences, which are listed."),
    /** The user pressed Ctrl-C. */
    INTERRUPTED(130, "It was interrupted by Ctrl-C. The same command goes on; `143` is the same for SIGTERM."),
    /** The reader of the output has gone. */
    BROKEN_PIPE(141, "The reader of the output has gone, as `head` does once it has enough.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** Returns the number that the process returns. */
    public int number() {
        return number;
    }

    /** Returns the meaning, in one sentence for the documentation. */
    public String meaning() {
        return meaning;
    }

    /** Returns the code of an error. */
    static ExitCode of(Throwable error) {
        if (error instanceof ChatStoreException exception) {
            return of(exception);
        }
        if (error instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (error instanceof UsageException) {
            return USAGE;
        }
        if (error instanceof DamagedDumpException) {
            return CORRUPT_DATA;
        }
        return error instanceof NoSuchFileException ? NOT_FOUND : FAILURE;
    }

    private static ExitCode of(ChatStoreException error) {
        if (error instanceof ConflictException || error instanceof DuplicateMessageException) {
            return CONFLICT;
        }
        if (error instanceof CorruptDataException) {
            return CORRUPT_DATA;
        }
        if (error instanceof InvalidInputException) {
            return INVALID_INPUT;
        }
        if (error instanceof LimitExceededException) {
            return LIMIT_EXCEEDED;
        }
        return error instanceof UnavailableException ? UNAVAILABLE : FAILURE;
    }
}
