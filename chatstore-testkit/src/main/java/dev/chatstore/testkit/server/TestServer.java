package dev.chatstore.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;

/** A database server. It keeps what it has committed when it is killed: all settings that make it durable are on. */
public interface TestServer extends ServerControl {
    /** Returns the product and version that the test asked for. */
    ServerKind kind();

    /** Returns the exact version, as the server reports it. */
    String version();

    /** Creates an empty database. Takes some tens of milliseconds. */
    TestDatabase newDatabase();

    /** Returns a new connection of the administrator, which the caller closes. */
    Connection connectAsAdministrator() throws SQLException;
}
