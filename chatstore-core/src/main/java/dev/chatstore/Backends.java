package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.core.cache.CacheSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the provider that serves a scheme, and instantiates no other. */
final class Backends {
    /** The artifact that serves a scheme, for the error if it is missing. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "memory", "chatstore-core",
            "sqlite", "chatstore-sqlite",
            "postgresql", "chatstore-postgres",
            "mysql", "chatstore-mysql",
            "mariadb", "chatstore-mysql",
            "redis", "chatstore-redis",
            "rediss", "chatstore-redis");

    private Backends() {}

    static BackendProvider named(String scheme) {
        return find(BackendProvider.class, scheme)
                .orElseThrow(() -> new InvalidInputException("url", missing(scheme), 0));
    }

    static SharedCacheProvider cacheNamed(String scheme) {
        return find(SharedCacheProvider.class, scheme)
                .orElseThrow(() -> new InvalidInputException(CacheSettings.URL.key(), missingCache(scheme), 0));
    }

    private static <P> Optional<P> find(Class<P> kind, String scheme) {
        return ServiceLoader.load(kind, Backends.class.getClassLoader()).stream()
                .filter(provider -> serves(provider.type(), scheme))
                .findFirst()
                .map(ServiceLoader.Provider::get);
    }

    private static boolean serves(Class<?> provider, String scheme) {
        Schemes schemes = provider.getAnnotation(Schemes.class);
        return schemes != null && List.of(schemes.value()).contains(scheme);
    }

    private static String missing(String scheme) {
        String artifact = ARTIFACTS.get(scheme);
        return artifact == null
                ? "has the unknown scheme " + scheme + ":; did you mean " + NearestName.of(scheme, ARTIFACTS.keySet())
                        + ":?"
                : "has the scheme " + scheme + ":, whose backend is missing; add the dependency dev.chatstore:"
                        + artifact;
    }

    private static String missingCache(String scheme) {
        return scheme.startsWith("redis")
                ? "has the scheme " + scheme
                        + ":, whose cache is missing; add the dependency dev.chatstore:chatstore-redis"
                : "has the unknown scheme " + scheme + ":; did you mean redis:?";
    }
}
