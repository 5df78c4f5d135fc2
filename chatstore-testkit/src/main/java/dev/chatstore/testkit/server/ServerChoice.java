package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how a server is got.
 *
 * @param environment the variables that may name a server
 */
record ServerChoice(Map<String, String> environment) {
    /** Starts a server with its data in the given folder, or in one of its own. */
    TestServer start(ServerKind kind, @Nullable Path place) {
        String url = environment.get(kind.variable());
        if (url != null) {
            return RemoteDatabaseServer.at(kind, url);
        }
        Optional<Path> jar = kind.archive().jar();
        if (jar.isPresent()) {
            return LocalDatabaseServer.start(kind, jar.get(), place, Ports::free);
        }
        if (Containers.areAvailable()) {
            return Containers.start(kind);
        }
        throw ServerErrors.server(kind);
    }
}
