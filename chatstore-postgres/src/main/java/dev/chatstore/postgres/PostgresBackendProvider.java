package dev.chatstore.postgres;

import com.zaxxer.hikari.util.DriverDataSource;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.Databases;
import dev.chatstore.jdbi.Dialect;
import dev.chatstore.jdbi.Dialect.Locking;
import dev.chatstore.jdbi.RelationalBackend;
import dev.chatstore.jdbi.ServerPools;
import dev.chatstore.jdbi.ServerPools.Begin;
import dev.chatstore.jdbi.ServerSettings;
import dev.chatstore.jdbi.ServerUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Opens a store in a PostgreSQL database. An append is one statement, which is one round trip and one transaction; it is
 * as durable as the server's {@code synchronous_commit} makes it.
 */
@Schemes("postgresql")
public final class PostgresBackendProvider implements BackendProvider {
    static final Setting<Partitions> PARTITIONS = Setting.choice(
            "postgres.partitions",
            Partitions.class,
            Partitions.NONE,
            "Whether the messages of a database that gets its tables now are spread over 16 partitions by conversation.");

    private final @Nullable DataSource own;
    private final UnaryOperator<DataSource> wrapper;

    enum Partitions {
        NONE,
        HASH
    }

    /** Makes the provider, as the service loader does. */
    public PostgresBackendProvider() {
        this(null, UnaryOperator.identity());
    }

    /**
     * Makes a provider that works on the caller's own connections, which stay open when the store is closed. They are to
     * be in autocommit mode, with time-outs of their own; the settings of connections have no effect on them. The URL
     * then is {@code postgresql:} and nothing more.
     */
    public PostgresBackendProvider(DataSource connections) {
        this(connections, UnaryOperator.identity());
    }

    /** Makes a provider that looks at its connections through something. */
    PostgresBackendProvider(@Nullable DataSource own, UnaryOperator<DataSource> wrapper) {
        this.own = own;
        this.wrapper = wrapper;
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(ServerSettings.ALL.stream(), Stream.of(PARTITIONS)).toList();
    }

    @Override
    public Backend open(BackendContext context) {
        Settings settings = context.settings();
        String where = own == null ? " at " + ServerUrl.of(context.url(), settings) : "";
        DataSource source = wrapper.apply(own == null ? source(ServerUrl.of(context.url(), settings), settings) : own);
        Dialect dialect = dialect("PostgreSQL" + where, settings.get(PARTITIONS));
        try {
            PostgresServer.check(source);
        } catch (SQLException e) {
            throw dialect.translate(PostgresFailures.classify(e), e);
        }
        Databases databases = own == null
                ? ServerPools.open("chatstore-postgres", source, settings, Begin.FREE)
                : ServerPools.borrow(source, settings);
        return RelationalBackend.open(dialect, databases, context);
    }

    private static Dialect dialect(String name, Partitions partitions) {
        return new Dialect(
                name,
                PostgresBackendProvider.class,
                partitions == Partitions.HASH ? List.of("partitioned", "") : List.of(""),
                Locking.ROWS,
                PostgresFailures::classify,
                connection -> connection.unwrap(PGConnection.class).getBackendPID());
    }

    private static DataSource source(ServerUrl url, Settings settings) {
        Duration socketTimeout = settings.get(ServerSettings.SOCKET_TIMEOUT);
        Duration lockTimeout = settings.get(ServerSettings.LOCK_TIMEOUT);
        Properties driver = new Properties();
        set(driver, url, "ApplicationName", "chatstore");
        set(driver, url, "socketTimeout", seconds(socketTimeout));
        set(driver, url, "connectTimeout", seconds(socketTimeout));
        set(driver, url, "tcpKeepAlive", "true");
        // Otherwise an error quotes the row that it is about.
        set(driver, url, "logServerErrorDetail", "false");
        set(driver, url, "options", "-c lock_timeout=" + lockTimeout.toMillis());
        return new DriverDataSource(url.jdbcUrl("postgresql"), null, driver, url.user(), url.password());
    }

    private static void set(Properties driver, ServerUrl url, String name, String value) {
        if (!url.sets(name)) {
            driver.setProperty(name, value);
        }
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }
}
