package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SQL access to a database server.
 *
 * @param user the owner of new databases
 */
record SqlAccess(ServerKind kind, Address address, Login administrator, Login user) {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** A name with its password. */
    record Login(String name, String password) {
        @Override
        public String toString() {
            return name;
        }
    }

    Connection connect(String database, Login login) throws SQLException {
        return connect(database, login, Map.of());
    }

    private Connection connect(String database, Login login, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", login.name());
        properties.setProperty("password", login.password());
        return DriverManager.getConnection(kind.product().jdbcUrl(address, database), properties);
    }

    Connection connectAsAdministrator() throws SQLException {
        return connect(kind.product().administration(), administrator);
    }

    private Connection connectWithTimeout() throws SQLException {
        return connect(
                kind.product().administration(), administrator, kind.product().timeouts());
    }

    /** Fails if the class path has no driver. Otherwise this would look like a server that does not answer. */
    void requireDriver() {
        try {
            DriverManager.getDriver(kind.product().jdbcUrl(address, ""));
        } catch (SQLException e) {
            throw ServerErrors.noDriver(kind, e);
        }
    }

    boolean answers() {
        try (Connection connection = connectWithTimeout()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Returns whether a server answers that has its data in the folder. Another server may have taken the port. */
    boolean answersFrom(Path data) {
        try (Connection connection = connectWithTimeout();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(kind.product().dataFolder())) {
            return rows.next() && Path.of(rows.getString(1)).equals(data);
        } catch (SQLException notYet) {
            return false;
        }
    }

    void execute(Iterable<String> statements) {
        try (Connection connection = connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(kind + " at " + address + " refused a statement that a test needs", e);
        }
    }

    String version() {
        try (Connection connection = connectAsAdministrator()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(kind + " at " + address + " did not report its version", e);
        }
    }

    TestDatabase newDatabase() {
        String name = "test" + ProcessHandle.current().pid() + "n" + NUMBERS.incrementAndGet();
        execute(kind.product().newDatabase(name, user.name()));
        return new TestDatabase(this, name);
    }
}
