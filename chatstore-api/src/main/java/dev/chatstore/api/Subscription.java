package dev.chatstore.api;

/** A listener's registration, which lasts until it is closed or its storage is. */
public interface Subscription extends AutoCloseable {
    /**
     * Ends the subscription. Changes that wait for delivery are discarded; one call of the listener may still be
     * running or about to begin, but none with a change that is committed after this method returned. Closing again has no effect.
     */
    @Override
    void close();
}
