package dev.chatstore.api.spi;

import java.util.List;

/**
 * Opens one kind of shared cache. A provider is registered for {@link java.util.ServiceLoader}, is annotated with {@link
 * Schemes}, and has a public constructor without parameters. It is instantiated only when a URL has one of its schemes.
 */
public interface SharedCacheProvider {
    /** Returns the settings that this cache understands in addition to the common ones. */
    List<Setting<?>> settings();

    /**
     * Opens the cache at the context's URL. The cache need not be reachable: the storage works without it while it is
     * away.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL is not valid for this cache
     */
    SharedCache open(BackendContext context);
}
