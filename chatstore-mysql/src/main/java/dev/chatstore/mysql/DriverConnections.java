package dev.chatstore.mysql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes connections by one driver, past the list of drivers that the class path happens to have. */
final class DriverConnections implements DataSource {
    private final Driver driver;
    private final String url;
    private final Map<String, String> parameters;

    DriverConnections(Driver driver, String url, Map<String, String> parameters) {
        this.driver = driver;
        this.url = url;
        this.parameters = Map.copyOf(parameters);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(parameters);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put("user", user);
        changed.put("password", password);
        return connect(changed);
    }

    private Connection connect(Map<String, String> with) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(with);
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take this URL");
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("the driver logs by itself");
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // A pool proposes it; the time-outs are parameters of the driver.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("wraps nothing");
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
