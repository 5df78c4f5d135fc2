package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.core.archive.place.FolderPlaceProvider;
import dev.chatstore.core.archive.run.ArchiveSettings;
import dev.chatstore.core.cache.CacheSettings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the provider that serves a scheme, and instantiates no other. */
final class Backends {
    /** The artifact that serves a scheme, for the error if it is missing. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "memory", "chatstore-core",
            "sqlite", "chatstore-sqlite",
            "postgresql", "chatstore-postgres",
            "postgres", "chatstore-postgres",
            "mysql", "chatstore-mysql",
            "mariadb", "chatstore-mysql",
            "redis", "chatstore-redis",
            "rediss", "chatstore-redis");

    private static final Map<String, String> CACHE_ARTIFACTS =
            Map.of("redis", "chatstore-redis", "rediss", "chatstore-redis");

    private static final Map<String, String> PLACE_ARTIFACTS = Map.of("file", "chatstore-core", "s3", "chatstore-s3");

    private Backends() {}

    static BackendProvider named(String scheme) {
        // Not by its file, which may be missing in a shaded jar.
        return scheme.equals("memory")
                ? new MemoryBackendProvider()
                : named(BackendProvider.class, scheme, CommonSettings.URL, ARTIFACTS);
    }

    static SharedCacheProvider cacheNamed(String scheme) {
        return named(SharedCacheProvider.class, scheme, CacheSettings.URL.key(), CACHE_ARTIFACTS);
    }

    static SegmentPlaceProvider placeNamed(String scheme) {
        return scheme.equals("file")
                ? new FolderPlaceProvider()
                : named(SegmentPlaceProvider.class, scheme, ArchiveSettings.URL.key(), PLACE_ARTIFACTS);
    }

    /** Returns the schemes of providers on the class path that do not belong to this project. */
    static Stream<String> foreignSchemes() {
        return Stream.of(BackendProvider.class, SharedCacheProvider.class)
                .flatMap(kind -> Providers.of(kind).schemes())
                .filter(scheme -> !ARTIFACTS.containsKey(scheme));
    }

    private static <P> P named(Class<P> kind, String scheme, String setting, Map<String, String> artifacts) {
        Providers<P> providers = Providers.of(kind);
        return providers.find(scheme).orElseThrow(() -> {
            InvalidInputException error =
                    new InvalidInputException(setting, missing(scheme, artifacts, providers.reason()), 0);
            providers.unusable().forEach(error::addSuppressed);
            return error;
        });
    }

    private static String missing(String scheme, Map<String, String> artifacts, String reason) {
        if (scheme.equals("jdbc")) {
            return "must not begin with jdbc:; leave it out, as in postgresql://host/database or sqlite:bot.db";
        }
        String artifact = artifacts.get(scheme);
        return artifact == null
                ? "has the unknown scheme " + scheme + ":; did you mean " + NearestName.of(scheme, artifacts.keySet())
                        + ":?"
                : "has the scheme " + scheme + ":, whose module is missing" + reason
                        + "; add the dependency dev.chatstore:" + artifact
                        + ", and if it is in a shaded jar, merge the files of META-INF/services there";
    }
}
