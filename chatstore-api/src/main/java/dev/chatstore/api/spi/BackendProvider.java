package dev.chatstore.api.spi;

import java.util.List;

/**
 * Opens one kind of backend. A provider is registered for {@link java.util.ServiceLoader}, is annotated with {@link
 * Schemes}, and has a public constructor without parameters. It is instantiated only when a URL has one of its schemes.
 */
public interface BackendProvider {
    /** Returns the settings that this backend understands in addition to the common ones. */
    List<Setting<?>> settings();

    /**
     * Opens the backend at the context's URL.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL is not valid for this backend
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    Backend open(BackendContext context);

    /**
     * Returns whether there is a store at the context's URL that {@link #open} would not have to create. Nothing is created.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL is not valid for this backend
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    default boolean exists(BackendContext context) {
        return true;
    }
}
