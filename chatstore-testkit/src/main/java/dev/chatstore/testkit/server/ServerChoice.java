package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how to get a server: by its URL, from an artifact, or in a container.
 *
 * @param environment the environment variables, which may name servers
 */
record ServerChoice(Map<String, String> environment) {
    /**
     * Starts a server with its data in the given folder, or in its own folder if none is given. One with settings of
     * its own is started from the artifact.
     */
    TestServer start(ServerKind kind, @Nullable Path parent, List<String> settings) {
        String url = environment.get(kind.variable());
        if (url != null && settings.isEmpty()) {
            return RemoteDatabaseServer.at(kind, url);
        }
        Optional<Path> jar = kind.archive().jar();
        if (jar.isPresent()) {
            return LocalDatabaseServer.start(kind, jar.get(), parent, settings, Ports::free);
        }
        if (settings.isEmpty() && Containers.areAvailable()) {
            return Containers.start(kind);
        }
        throw ServerErrors.unavailable(kind);
    }
}
