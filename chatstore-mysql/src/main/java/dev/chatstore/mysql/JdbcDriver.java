package dev.chatstore.mysql;

import com.zaxxer.hikari.util.DriverDataSource;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.ServerSettings;
import dev.chatstore.jdbi.ServerUrl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** A driver that a user may choose, known by the name of its class alone. */
enum JdbcDriver {
    /** MySQL's own, which speaks to MariaDB too. */
    CONNECTOR_J(
            "com.mysql.cj.jdbc.Driver",
            "mysql",
            "com.mysql:mysql-connector-j",
            Map.of(
                    "characterEncoding", "UTF-8",
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "250",
                    "prepStmtCacheSqlLimit", "16384",
                    "rewriteBatchedStatements", "true",
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
                    "useBulkStmts", "true",
                    "useLocalSessionState", "true"));

    private final String className;
    private final String scheme;
    private final String artifact;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
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
            Class.forName(className, true, JdbcDriver.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Returns connections to a server, of which none is made yet. What the URL says of a parameter holds.
     *
     * @param maxPacket how many bytes the server takes at once, 0 if that is not known yet
     */
    DataSource connections(ServerUrl url, Settings settings, long maxPacket) {
        if (url.sets("useAffectedRows")) {
            throw new InvalidInputException("url", "must not set useAffectedRows: the rows found are to be counted", 0);
        }
        Map<String, String> wanted = new LinkedHashMap<>(parameters);
        if (this == MARIADB_CLIENT && maxPacket > 0) {
            // Unless it knows, what is too large looks like a connection that was lost.
            wanted.put("maxAllowedPacket", Long.toString(maxPacket));
        }
        String millis =
                Long.toString(settings.get(ServerSettings.SOCKET_TIMEOUT).toMillis());
        wanted.put("connectTimeout", millis);
        wanted.put("socketTimeout", millis);
        wanted.put(
                "sessionVariables", "innodb_lock_wait_timeout=" + seconds(settings.get(ServerSettings.LOCK_TIMEOUT)));
        wanted.keySet().removeIf(url::sets);
        Properties properties = new Properties();
        properties.putAll(wanted);
        return new DriverDataSource(url.jdbcUrl(scheme), className, properties, url.user(), url.password());
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
