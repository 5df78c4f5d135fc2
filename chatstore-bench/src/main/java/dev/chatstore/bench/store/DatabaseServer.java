package dev.chatstore.bench.store;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.raw.BulkLoad;
import dev.chatstore.bench.raw.MultiRowInsert;
import dev.chatstore.bench.raw.PostgresCopy;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.List;

/** A database server to measure. */
@SuppressWarnings("ImmutableEnumChecker") // implementations of BulkLoad have no state
enum DatabaseServer {
    /** PostgreSQL. */
    POSTGRES(ServerKind.POSTGRES_18, new PostgresCopy(), "", ""),

    /** MySQL. */
    MYSQL(
            ServerKind.MYSQL_8,
            MultiRowInsert.MYSQL,
            "sslMode=DISABLED&allowPublicKeyRetrieval=true",
            "useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true"),

    /** MariaDB. */
    MARIADB(
            ServerKind.MARIADB_11,
            MultiRowInsert.MYSQL,
            "sslMode=disable",
            "useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true");

    private final ServerKind kind;
    private final BulkLoad bulkLoad;
    private final String parameters;
    private final String rawParameters;

    /**
     * Creates a server.
     *
     * @param parameters parameters of all connections
     * @param rawParameters parameters of raw connections, which the store sets by itself
     */
    DatabaseServer(ServerKind kind, BulkLoad bulkLoad, String parameters, String rawParameters) {
        this.kind = kind;
        this.bulkLoad = bulkLoad;
        this.parameters = parameters;
        this.rawParameters = rawParameters;
    }

    BulkLoad bulkLoad() {
        return bulkLoad;
    }

    String parameters() {
        return parameters;
    }

    String rawParameters() {
        return rawParameters;
    }

    /** Starts the server with its data in the given directory. */
    TestServer start(BenchmarkDirectory directory) {
        // Of both products of the MySQL family the name is written with dashes, of PostgreSQL with an underscore.
        String connections = this == POSTGRES ? "max_connections=300" : "max-connections=300";
        return TestServers.start(kind, directory.path(), List.of(connections));
    }

    /** Starts the server and returns its exact version, so that a missing server fails before the first benchmark. */
    String describe() {
        try (BenchmarkDirectory directory = BenchmarkDirectory.open();
                TestServer server = start(directory)) {
            return server.version();
        }
    }
}
