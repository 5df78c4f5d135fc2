package dev.chatstore.redis.codec;

/** Bytes that neither this version of the library nor an older one wrote. Never thrown to the caller of a store. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the error, without a stack trace, and without a message that could quote the bytes. */
    public UnreadableException() {
        super("unreadable", null, false, false);
    }
}
