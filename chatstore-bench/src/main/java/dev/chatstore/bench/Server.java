package dev.chatstore.bench;

import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;

/** A database server that is measured: a further one is one more value. */
@SuppressWarnings("ImmutableEnumChecker") // the ways to load hold nothing
public enum Server {
    /** PostgreSQL. */
    POSTGRES(ServerKind.POSTGRES_18, new Copy(), "", ""),

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
     * Makes one.
     *
     * @param parameters of all connections, the store's among them
     * @param rawParameters of those that insert and read rows: what the store's driver is told by the store
     */
    Server(ServerKind kind, BulkLoad bulkLoad, String parameters, String rawParameters) {
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

    /** Starts it, with its data in that folder. */
    TestServer start(Folder folder) {
        return TestServers.start(kind, folder.path());
    }

    /** Returns its name and exact version. Starts it, so that a server that cannot be had is told before all else. */
    String describe() {
        try (Folder folder = Folder.open();
                TestServer server = start(folder)) {
            return label() + " " + server.version();
        }
    }

    /** Returns the name of the product. */
    String label() {
        String name = kind.toString();
        return name.substring(0, name.indexOf(' '));
    }
}
