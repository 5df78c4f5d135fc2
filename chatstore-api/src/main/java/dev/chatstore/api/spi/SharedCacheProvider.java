package dev.chatstore.api.spi;

import java.util.List;

/**
 * Opens one kind of shared cache. A provider is registered for {@link java.util.ServiceLoader}, carries {@link Schemes}
 * and has a public constructor without parameters; it is made only when a URL names one of its schemes.
 */
public interface SharedCacheProvider {
    /** Returns the settings that this cache understands beside the common ones. */
    List<Setting<?>> settings();

    /**
     * Opens the cache that the context's URL names. It need not be reached for that: a cache that is away is worked
     * without.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL is not one of this cache's
     */
    SharedCache open(BackendContext context);
}
