package dev.chatstore.core.retention;

/** A run must end before its next step. Thrown and caught within this package. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super(null, null, false, false);
    }
}
