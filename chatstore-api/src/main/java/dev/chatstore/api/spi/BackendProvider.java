package dev.chatstore.api.spi;

import java.util.List;

/**
 * Opens one kind of backend. A provider is registered for {@link java.util.ServiceLoader}, carries {@link Schemes} and
 * has a public constructor without parameters; it is made only when a URL names one of its schemes.
 */
public interface BackendProvider {
    /** Returns the settings that this backend understands beside the common ones. */
    List<Setting<?>> settings();

    /**
     * Opens the backend that the context's URL names.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL is not one of this backend's
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    Backend open(BackendContext context);
}
