package dev.chatstore.mysql;

import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.TrustedAuthorities;
import dev.chatstore.jdbi.server.ServerDatabase;
import dev.chatstore.jdbi.server.ServerSettings;
import java.sql.Driver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** A driver that a user may choose. Only the name of its class is known here. */
enum JdbcDriver {
    /** MySQL's driver, which also supports MariaDB. */
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
                    "allowMultiQueries", "true",
                    "useLocalSessionState", "true")),
    /** MariaDB's driver, which supports no other server. */
    MARIADB_CLIENT(
            "org.mariadb.jdbc.Driver",
            "mariadb",
            "org.mariadb.jdbc:mariadb-java-client",
            Map.of(
                    "useServerPrepStmts", "true",
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "250",
                    "useBulkStmts", "true",
                    "allowMultiQueries", "true",
                    "useLocalSessionState", "true"));

    private final String className;
    private final String scheme;
    private final String artifact;

    @SuppressWarnings("ImmutableEnumChecker") // created by Map.of
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

    boolean isOnClassPath() {
        return driverClass().isPresent();
    }

    /** Returns the class, which is not initialized: a driver that is not used stays out of the driver manager. */
    private Optional<Class<?>> driverClass() {
        try {
            return Optional.of(Class.forName(className, false, JdbcDriver.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private Driver driver() {
        try {
            return driverClass()
                    .orElseThrow(ClassNotFoundException::new)
                    .asSubclass(Driver.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver " + className + " cannot be created", e);
        }
    }

    /**
     * Returns a source of connections to a server. The URL's parameters take precedence.
     *
     * @param maxPacket the server's {@code max_allowed_packet} in bytes, 0 if it is unknown
     * @throws dev.chatstore.api.InvalidInputException if a parameter would break a promise
     */
    DataSource connections(ServerDatabase database, Settings settings, long maxPacket) {
        RefusedParameters.check(database);
        Map<String, String> wanted = new LinkedHashMap<>(parameters);
        if (this == MARIADB_CLIENT && maxPacket > 0) {
            // Without it, a statement that is too large looks like a lost connection.
            wanted.put("maxAllowedPacket", Long.toString(maxPacket));
        }
        String millis =
                Long.toString(settings.get(ServerSettings.SOCKET_TIMEOUT).toMillis());
        wanted.put("connectTimeout", millis);
        wanted.put("socketTimeout", millis);
        wanted.put(
                "sessionVariables",
                "autocommit=1,innodb_lock_wait_timeout=" + seconds(settings.get(ServerSettings.LOCK_TIMEOUT)));
        wanted.putAll(tls(TrustedAuthorities.of(settings)));
        return database.connections(driver(), scheme, wanted);
    }

    private Map<String, String> tls(Optional<TrustedAuthorities> authorities) {
        return this == CONNECTOR_J
                ? authorities.map(TlsParameters::connectorJ).orElseGet(Map::of)
                : authorities
                        .map(TlsParameters::mariadbClient)
                        .orElseGet(TlsParameters::mariadbClientWhereTheServerHasTls);
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
