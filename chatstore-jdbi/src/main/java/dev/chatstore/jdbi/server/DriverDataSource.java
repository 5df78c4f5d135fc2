package dev.chatstore.jdbi.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections with a given driver. The driver manager would find it only if the class loader that first used the
 * manager sees it, which in a web container it does not.
 */
final class DriverDataSource implements DataSource {
    /** The SQLState of a connection that was refused for another reason than the network. */
    private static final String REJECTED = "08004";

    /** Causes may form circles. */
    private static final int MAX_CAUSES = 20;

    private final Driver driver;
    private final String url;
    private final Properties properties;

    DriverDataSource(Driver driver, String url, Properties properties) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect((Properties) properties.clone());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties login = (Properties) properties.clone();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return connect(login);
    }

    private Connection connect(Properties login) throws SQLException {
        Connection connection;
        try {
            connection = driver.connect(url, login);
        } catch (SQLException e) {
            throw isRefusal(e) ? new SQLNonTransientConnectionException(e.getMessage(), REJECTED, 0, e) : e;
        }
        if (connection == null) {
            throw new SQLException("the driver does not accept " + this, REJECTED);
        }
        return connection;
    }

    /** MariaDB's driver reports what it refuses by itself, such as a server without TLS, like a lost connection. */
    private static boolean isRefusal(SQLException error) {
        return error.getErrorCode() == -1
                && Stream.iterate((Throwable) error, Objects::nonNull, Throwable::getCause)
                        .limit(MAX_CAUSES)
                        .noneMatch(IOException.class::isInstance);
    }

    /** Returns the hosts and the database: what else there is may be secret. */
    @Override
    public String toString() {
        return url;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("drivers have logs of their own");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // A pool sets it on opening; the drivers have timeouts among their properties.
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
