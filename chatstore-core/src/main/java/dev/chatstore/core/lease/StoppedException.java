package dev.chatstore.core.lease;

/** A run must end before its next step. Whoever has begun the run catches it. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super(null, null, false, false);
    }
}
