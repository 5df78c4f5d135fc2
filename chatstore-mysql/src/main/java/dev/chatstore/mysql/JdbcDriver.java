package dev.chatstore.mysql;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.ServerSettings;
import dev.chatstore.jdbi.ServerUrl;
import java.sql.Driver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A driver that a user may choose, known by the name of its class alone. */
enum JdbcDriver {
    /** MySQL's own, which speaks to MariaDB too. */
    CONNECTOR_J(
            "com.mysql.cj.jdbc.Driver",
            "mysql",
            "com.mysql:mysql-connector-j",
            Map.of(
                    "characterEncoding", "UTF-8",
                    "useServerPrepStmts", "true",
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "250",
                    "prepStmtCacheSqlLimit", "16384",
                    "useLocalSessionState", "true")),
    /** MariaDB's own, which speaks to nothing else. */
    MARIADB_CLIENT(
            "org.mariadb.jdbc.Driver",
            "mariadb",
            "org.mariadb.jdbc:mariadb-java-client",
            Map.of(
                    "useServerPrepStmts", "true",
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "250",
                    "useLocalSessionState", "true"));

    private final String className;
    private final String scheme;
    private final String artifact;
    private final Map<String, String> parameters;

    JdbcDriver(String className, String scheme, String artifact, Map<String, String> parameters) {
        this.className = className;
        this.scheme = scheme;
        this.artifact = artifact;
        this.parameters = parameters;
    }

    String artifact() {
        return artifact;
    }

    boolean isThere() {
        try {
            load();
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private Class<?> load() throws ClassNotFoundException {
        return Class.forName(className, true, JdbcDriver.class.getClassLoader());
    }

    /** Returns connections to that server, of which none is made yet. What the URL says of a parameter holds. */
    DriverConnections connections(ServerUrl url, Settings settings) {
        Map<String, String> wanted = new LinkedHashMap<>(parameters);
        String millis =
                Long.toString(settings.get(ServerSettings.SOCKET_TIMEOUT).toMillis());
        wanted.put("connectTimeout", millis);
        wanted.put("socketTimeout", millis);
        wanted.put(
                "sessionVariables", "innodb_lock_wait_timeout=" + seconds(settings.get(ServerSettings.LOCK_TIMEOUT)));
        wanted.keySet().removeIf(url::sets);
        if (!url.user().isEmpty()) {
            wanted.put("user", url.user());
            wanted.put("password", url.password());
        }
        return new DriverConnections(driver(), url.jdbcUrl(scheme), wanted);
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }

    private Driver driver() {
        try {
            return (Driver) load().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new UnavailableException("the driver " + artifact + " cannot be used", false, e);
        }
    }
}
