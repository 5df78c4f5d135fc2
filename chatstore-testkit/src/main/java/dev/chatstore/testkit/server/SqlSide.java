package dev.chatstore.testkit.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is asked of a server through SQL.
 *
 * @param user owns the databases that are made
 */
record SqlSide(ServerKind kind, Address address, Login administrator, Login user) {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** A name with its password. */
    record Login(String name, String password) {
        @Override
        public String toString() {
            return name;
        }
    }

    Connection connect(String database, Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.name());
        properties.setProperty("password", login.password());
        return DriverManager.getConnection(kind.product().jdbcUrl(address, database), properties);
    }

    Connection connectAsAdministrator() throws SQLException {
        return connect(kind.product().administration(), administrator);
    }

    /** Fails if the class path has no driver, which would otherwise look like a server that does not answer. */
    void requireDriver() {
        try {
            DriverManager.getDriver(kind.product().jdbcUrl(address, ""));
        } catch (SQLException e) {
            throw Missing.driver(kind, e);
        }
    }

    boolean answers() {
        try (Connection connection = connectAsAdministrator()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Returns the first column of the first row, as text. */
    String ask(String query) throws SQLException {
        try (Connection connection = connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void tell(Iterable<String> statements) {
        try (Connection connection = connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(kind + " at " + address + " refuses what a test needs", e);
        }
    }

    String version() {
        try (Connection connection = connectAsAdministrator()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(kind + " at " + address + " does not tell its version", e);
        }
    }

    TestDatabase newDatabase() {
        String name = "test" + ProcessHandle.current().pid() + "n" + NUMBERS.incrementAndGet();
        tell(kind.product().newDatabase(name, user.name()));
        return new TestDatabase(this, name);
    }
}
