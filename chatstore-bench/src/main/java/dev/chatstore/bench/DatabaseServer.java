package dev.chatstore.bench;

import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;

/** A database server to measure. A new one needs only a constant here. */
@SuppressWarnings("ImmutableEnumChecker") // implementations of BulkLoad have no state
public enum DatabaseServer {
    /** PostgreSQL. */
    POSTGRES(ServerKind.POSTGRES_18, new PostgresCopy(), "", ""),

    /** MySQL. */
    MYSQL(
            ServerKind.MYSQL_8,
            new MultiRowInsert(),
            "sslMode=DISABLED&allowPublicKeyRetrieval=true",
            "useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true"),

    /** MariaDB. */
    MARIADB(
            ServerKind.MARIADB_11,
            new MultiRowInsert(),
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
        return TestServers.start(kind, directory.path());
    }

    /** Starts the server and returns its name and exact version, so that a missing server fails before the first benchmark. */
    String describe() {
        try (BenchmarkDirectory directory = BenchmarkDirectory.open();
                TestServer server = start(directory)) {
            return label() + " " + server.version();
        }
    }

    /** Returns the name of the product. */
    String label() {
        String name = kind.toString();
        return name.substring(0, name.indexOf(' '));
    }
}
