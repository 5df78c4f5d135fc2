package dev.chatstore.core.archive;

import java.io.Serial;

/** Messages were moved or removed between two statements of a read, which begins again. */
final class MovedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    MovedException() {
        super("messages moved during a read", null, false, false);
    }
}
