package dev.chatstore.postgres;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.TrustedAuthorities;
import dev.chatstore.jdbi.RelationalBackend;
import dev.chatstore.jdbi.RelationalBackend.Connected;
import dev.chatstore.jdbi.database.ConnectionUse;
import dev.chatstore.jdbi.database.DatabaseErrors;
import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Databases;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.server.OpenedConnections;
import dev.chatstore.jdbi.server.ServerDatabase;
import dev.chatstore.jdbi.server.ServerPools;
import dev.chatstore.jdbi.server.ServerPools.Begin;
import dev.chatstore.jdbi.server.ServerSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Opens a store in a PostgreSQL database. An append is one statement, which is one round trip and one transaction; it
 * is as durable as the server's {@code synchronous_commit} makes it.
 */
@Schemes({"postgresql", "postgres"})
public final class PostgresBackendProvider implements BackendProvider {
    static final Setting<Partitions> PARTITIONS = Setting.choice(
            "postgres.partitions",
            Partitions.class,
            Partitions.NONE,
            "Partitions of the table of messages when it is created: none, or 16 by a hash of the conversation.");

    private final @Nullable DataSource own;
    private final UnaryOperator<DataSource> wrapper;

    enum Partitions {
        NONE,
        HASH
    }

    /** Creates the provider, as the service loader does. */
    public PostgresBackendProvider() {
        this(null, UnaryOperator.identity());
    }

    /**
     * Creates a provider that works on the caller's own connections, which stay open when the store is closed. They
     * must have timeouts of their own; the settings of connections have no effect on them. They may be in any mode of
     * commits, read-only and at any isolation, if all are alike: the store changes that while it uses one, and gives it
     * back as it was, which costs nothing for writable connections in autocommit mode at {@code READ COMMITTED}. A
     * store never joins a transaction of the caller. The URL is {@code postgresql:} and nothing more.
     */
    public PostgresBackendProvider(DataSource connections) {
        this(connections, UnaryOperator.identity());
    }

    /** Creates a provider with a wrapper for its connections. */
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
        return connected(context, RelationalBackend::open);
    }

    @Override
    public boolean exists(BackendContext context) {
        return connected(context, RelationalBackend::exists);
    }

    private <R> R connected(BackendContext context, Connected<R> connected) {
        Settings settings = context.settings();
        boolean partitioned = settings.get(PARTITIONS) == Partitions.HASH;
        if (own != null) {
            Dialect dialect = new PostgresDialect(new DatabaseName("PostgreSQL"), partitioned);
            DataSource source = wrapper.apply(own);
            ConnectionUse use = check(dialect, source, false);
            return connected.use(dialect, ServerPools.borrow(source, settings, use), context);
        }
        ServerDatabase database = ServerDatabase.of(context.url(), settings);
        PostgresDialect dialect = new PostgresDialect(database.name("PostgreSQL"), partitioned);
        DataSource driver = source(database, settings);
        DataSource source =
                wrapper.apply(new OpenedConnections(() -> dialect.sessions().open(driver)));
        check(dialect, source, TrustedAuthorities.of(settings).isPresent() || database.sets("sslmode"));
        Databases pools = ServerPools.open("chatstore-postgres", dialect, source, settings, Begin.FREE);
        return connected.use(dialect, pools, context);
    }

    private static ConnectionUse check(Dialect dialect, DataSource source, boolean mayNeedTls) {
        try {
            return PostgresServer.check(source, dialect.isolation());
        } catch (SQLException e) {
            throw new DatabaseErrors(dialect).translateFirst(e, mayNeedTls);
        }
    }

    private static DataSource source(ServerDatabase database, Settings settings) {
        database.check("logServerErrorDetail", "false"::equals, "an error would quote the row that caused it");
        database.check("allowEncodingChanges", "false"::equals, "another encoding would lose characters");
        database.check("replication", "false"::equals, "such a connection executes no statements");
        database.check(
                "targetServerType",
                type -> type.equals("primary") || type.equals("master"),
                "a replica may lack acknowledged writes; use primary");
        String timeout = seconds(settings.get(ServerSettings.SOCKET_TIMEOUT));
        long lockTimeout = settings.get(ServerSettings.LOCK_TIMEOUT).toMillis();
        Map<String, String> defaults = new HashMap<>();
        defaults.put("ApplicationName", "chatstore");
        defaults.put("socketTimeout", timeout);
        defaults.put("connectTimeout", timeout);
        defaults.put("tcpKeepAlive", "true");
        defaults.put("logServerErrorDetail", "false");
        defaults.put("options", "-c lock_timeout=" + lockTimeout);
        TrustedAuthorities.of(settings).ifPresent(authorities -> {
            defaults.put("sslmode", "verify-full");
            defaults.put("sslrootcert", authorities.file().toString());
        });
        return database.connections(new Driver(), "postgresql", defaults);
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }
}
