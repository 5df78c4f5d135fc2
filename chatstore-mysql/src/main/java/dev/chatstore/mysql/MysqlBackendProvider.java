package dev.chatstore.mysql;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.RelationalBackend;
import dev.chatstore.jdbi.RelationalBackend.Connected;
import dev.chatstore.jdbi.database.DatabaseErrors;
import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.server.ServerDatabase;
import dev.chatstore.jdbi.server.ServerPools;
import dev.chatstore.jdbi.server.ServerPools.Begin;
import dev.chatstore.jdbi.server.ServerSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a store in a database of MySQL 8.0.17 or newer, or of MariaDB 10.6 or newer. An append is one short
 * transaction; it is as durable as the server's {@code innodb_flush_log_at_trx_commit} makes it.
 *
 * <p>The user adds the driver, since their licences differ: {@code com.mysql:mysql-connector-j}, which supports both
 * servers, or {@code org.mariadb.jdbc:mariadb-java-client}, which supports MariaDB only and is preferred there. The
 * parameters after the question mark of the URL are for the driver.
 */
@Schemes({"mysql", "mariadb"})
public final class MysqlBackendProvider implements BackendProvider {
    private final @Nullable DataSource own;
    private final UnaryOperator<DataSource> wrapper;

    /** Creates the provider, as the service loader does. */
    public MysqlBackendProvider() {
        this(null, UnaryOperator.identity());
    }

    /**
     * Creates a provider that works on the caller's own connections, which stay open when the store is closed. They
     * must have timeouts of their own, and count the rows that an update finds and return the keys that it generates, which
     * is the drivers' default; the settings of connections have no effect on them. They may be in any mode of commits, read-only and at any
     * isolation, if all are alike: the store changes that while it uses one, and gives it back as it was, which costs
     * nothing for writable connections in autocommit mode at {@code REPEATABLE READ}. A store never joins a transaction
     * of the caller. The URL is {@code mysql:} or {@code mariadb:} and nothing more.
     */
    public MysqlBackendProvider(DataSource connections) {
        this(connections, UnaryOperator.identity());
    }

    /** Creates a provider with a wrapper for its connections. */
    MysqlBackendProvider(@Nullable DataSource own, UnaryOperator<DataSource> wrapper) {
        this.own = own;
        this.wrapper = wrapper;
    }

    @Override
    public List<Setting<?>> settings() {
        return ServerSettings.ALL;
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
        Product product = Product.ofScheme(context.url().scheme());
        if (own != null) {
            DataSource source = wrapper.apply(own);
            MysqlDialect dialect = new MysqlDialect(product, new DatabaseName(product.toString()));
            ServerSession session = checked(dialect, source, product, settings);
            return connected.use(dialect.in(session), ServerPools.borrow(source, settings, session.use()), context);
        }
        ServerDatabase database = ServerDatabase.of(context.url(), settings);
        JdbcDriver driver = product.driver();
        MysqlDialect dialect = new MysqlDialect(product, database.name(product.toString()));
        ServerSession session = checked(dialect, driver.connections(database, settings, 0), product, settings);
        DataSource source = wrapper.apply(
                driver.connections(database, settings, session.server().maxPacket()));
        return connected.use(
                dialect.in(session),
                ServerPools.open("chatstore-" + product.scheme(), dialect, source, settings, Begin.ROUND_TRIP),
                context);
    }

    private static ServerSession checked(Dialect dialect, DataSource source, Product product, Settings settings) {
        try {
            ServerSession session = ServerSession.open(source, dialect.isolation());
            session.server().check(product, settings);
            return session;
        } catch (SQLException e) {
            throw new DatabaseErrors(dialect).translateFirst(e, true);
        }
    }
}
