package dev.chatstore.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;

/** A database server whose databases are created through its SQL access. */
interface SqlServer extends TestServer {
    SqlAccess sql();

    @Override
    default ServerKind kind() {
        return sql().kind();
    }

    @Override
    default String version() {
        return sql().version();
    }

    @Override
    default TestDatabase newDatabase() {
        return sql().newDatabase();
    }

    @Override
    default Connection connectAsAdministrator() throws SQLException {
        return sql().connectAsAdministrator();
    }
}
