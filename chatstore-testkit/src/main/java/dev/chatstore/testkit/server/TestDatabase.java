package dev.chatstore.testkit.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database on a server, empty at first. Its owner is a user without administrator rights. */
public final class TestDatabase {
    private final SqlAccess server;
    private final String name;
    private @Nullable Connection clearing;

    TestDatabase(SqlAccess server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Returns the name of the database. */
    public String name() {
        return name;
    }

    /**
     * Returns the URL for chatstore, with user and password: {@code postgresql://user:password@127.0.0.1:5432/name}.
     */
    public String url() {
        return url(server.address().port());
    }

    /** Returns {@link #url()} with another port on this machine, such as the port of a proxy in front of the server. */
    public String url(int port) {
        return server.kind().product().scheme() + "://" + user() + ":" + password() + "@"
                + new Address(server.address().host(), port) + "/" + name;
    }

    /** Returns the URL for JDBC, without user and password. */
    public String jdbcUrl() {
        return server.kind().product().jdbcUrl(server.address(), name);
    }

    /** Returns the name of the user that owns the database. */
    public String user() {
        return server.user().name();
    }

    /** Returns the user's password. */
    public String password() {
        return server.user().password();
    }

    /** Returns a new connection of the user, which the caller closes. */
    public Connection connect() throws SQLException {
        return server.connect(name, server.user());
    }

    /** Returns a new connection of the server's administrator to this database, which the caller closes. */
    public Connection connectAsAdministrator() throws SQLException {
        return server.connect(name, server.administrator());
    }

    /**
     * Deletes the rows of all tables whose names begin with {@code chat_}, except those that the schema fills, in one
     * transaction. Takes a few milliseconds for few rows, as the connection is kept open. Not safe for use by multiple
     * threads.
     *
     * @throws IllegalStateException if the server does not answer, or another transaction locks a row for too long
     */
    public void clear() {
        try (Statement statement = clearing().createStatement()) {
            for (String table : tables(statement)) {
                statement.executeUpdate("delete from " + table);
            }
            statement.getConnection().commit();
        } catch (SQLException e) {
            closeClearing();
            throw new IllegalStateException("cannot clear database " + name, e);
        }
    }

    private Connection clearing() throws SQLException {
        Connection kept = clearing;
        if (kept == null || !kept.isValid(1)) {
            closeClearing();
            kept = connect();
            kept.setAutoCommit(false);
            clearing = kept;
        }
        return kept;
    }

    private void closeClearing() {
        Connection kept = clearing;
        clearing = null;
        try {
            if (kept != null) {
                kept.close();
            }
        } catch (SQLException e) {
            // The connection was broken. The server discards it.
        }
    }

    private List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(server.kind().product().tables())) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** Drops the database with all its data, even while connections use it. */
    public void drop() {
        closeClearing();
        server.execute(List.of(server.kind().product().dropDatabase(name)));
    }

    /** Returns the JDBC URL, which contains no password. */
    @Override
    public String toString() {
        return jdbcUrl();
    }
}
