package dev.chatstore.redis;

/** What was read cannot have been written by this version of the library or an older one. Never leaves this package. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException() {
        // Nothing that was read belongs into a message, and where it was read is of no use.
        super("unreadable", null, false, false);
    }
}
