package dev.chatstore.mysql;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.jdbi.database.ConnectionUse;
import dev.chatstore.jdbi.database.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A connection as the server and the driver describe it.
 *
 * @param server the server
 * @param use how the connections are to be used
 * @param takesPackets whether several statements can be sent in one round trip
 */
record ServerSession(Server server, ConnectionUse use, boolean takesPackets) {
    /** Holds the longest packet of the engine. */
    private static final long PACKET = 4 << 20;

    /** Begins with a hint for MariaDB's driver: servers prepare one statement at a time. */
    private static final String ONE_STATEMENT = "/*client prepare*/select ?";

    private static final String TWO_STATEMENTS = ONE_STATEMENT + ";\nselect ?";

    /** Altered, or refused, if the driver escapes it in another way than the server reads it. */
    private static final String TEXT = "\\a'\"\n\\";

    /**
     * Opens a connection and checks that the server does with it what the driver says: a driver that relies on its own
     * knowledge does not know what the server's configuration or {@code init_connect} has set.
     *
     * @throws UnavailableException if writes would not be committed, or refused, or would have no database
     */
    static ServerSession open(DataSource connections, int isolation) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            ConnectionUse use = ConnectionUse.of(connection, isolation);
            use.begin(connection);
            Server server = Server.ask(connection);
            checkDatabase(connection);
            checkVariables(connection);
            checkEscapes(connection);
            boolean takesPackets = server.maxPacket() >= PACKET && takesTwoStatements(connection);
            use.end(connection);
            return new ServerSession(server, use, takesPackets);
        }
    }

    /** A driver may know the {@code sql_mode} only from when it connected. */
    private static void checkEscapes(Connection connection) throws SQLException {
        String read;
        try (PreparedStatement statement = connection.prepareStatement(ONE_STATEMENT)) {
            statement.setString(1, TEXT);
            try (ResultSet row = statement.executeQuery()) {
                read = row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            if (MysqlFailures.classify(e) == Failure.UNREACHABLE) {
                throw e;
            }
            read = null;
        }
        if (!TEXT.equals(read)) {
            throw refused("the driver and the server disagree on backslashes in texts: set NO_BACKSLASH_ESCAPES of"
                    + " sql_mode by sessionVariables in the URL, not by statements of a pool");
        }
    }

    /** Returns whether the driver sends, and the server accepts, two statements with parameters as one. */
    private static boolean takesTwoStatements(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TWO_STATEMENTS)) {
            statement.setInt(1, 1);
            statement.setInt(2, 2);
            return statement.execute() && statement.getMoreResults();
        } catch (SQLException e) {
            if (MysqlFailures.classify(e) == Failure.UNREACHABLE) {
                throw e;
            }
            return false;
        }
    }

    private static void checkDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select database()")) {
            row.next();
            if (row.getString(1) == null) {
                throw refused("the connections have no database selected: name it in their URL");
            }
        }
    }

    private static void checkVariables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show session variables where variable_name in"
                        + " ('autocommit', 'tx_read_only', 'transaction_read_only')")) {
            while (row.next()) {
                check(row.getString(1), row.getString(2).equals("ON"));
            }
        }
    }

    private static void check(String variable, boolean on) {
        if (variable.equals("autocommit") && !on) {
            throw refused("the server has autocommit=0 for the connections, and the driver takes them to be in"
                    + " autocommit mode: add sessionVariables=autocommit=1 to their URL");
        }
        if (!variable.equals("autocommit") && on) {
            throw refused("the server has " + variable + "=1 for the connections, and the driver takes them to be"
                    + " writable: add sessionVariables=" + variable + "=0 to their URL");
        }
    }

    private static UnavailableException refused(String message) {
        return UnavailableException.notDone(message, false, null);
    }
}
