package dev.chatstore.core.dump;

import java.io.Serial;

/** Says what is wrong with a line of a dump, without quoting it. */
final class MalformedLineException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedLineException(String message) {
        super(message, null, false, false);
    }
}
