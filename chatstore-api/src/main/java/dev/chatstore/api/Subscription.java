package dev.chatstore.api;

/** Goes on until it is closed, or the storage is. */
public interface Subscription extends AutoCloseable {
    /** Ends it: what waits is told no more, though one call may be under way or about to begin. Again does nothing. */
    @Override
    void close();
}
