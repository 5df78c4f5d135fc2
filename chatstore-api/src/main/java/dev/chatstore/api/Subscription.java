package dev.chatstore.api;

/** Goes on until it is closed, or the storage is. */
public interface Subscription extends AutoCloseable {
    /** Ends it: no call of the listener begins after this returns, though one may be under way. Again does nothing. */
    @Override
    void close();
}
