package dev.chatstore.core.dump.form;

import java.io.Serial;

/** Says what is wrong with a line of a dump, without quoting it. */
public final class MalformedLineException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedLineException(String message) {
        super(message, null, false, false);
    }
}
