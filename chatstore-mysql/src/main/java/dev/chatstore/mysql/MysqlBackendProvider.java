package dev.chatstore.mysql;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.Dialect;
import dev.chatstore.jdbi.Dialect.Locking;
import dev.chatstore.jdbi.RelationalBackend;
import dev.chatstore.jdbi.ServerPools;
import dev.chatstore.jdbi.ServerPools.Begin;
import dev.chatstore.jdbi.ServerSettings;
import dev.chatstore.jdbi.ServerUrl;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a store in a database of MySQL 8.0.17 or newer, or of MariaDB 10.6 or newer. An append is one short transaction;
 * it is as durable as the server's {@code innodb_flush_log_at_trx_commit} makes it.
 *
 * <p>The driver is for the user to add, since their licences differ: {@code com.mysql:mysql-connector-j}, which speaks to
 * both, or {@code org.mariadb.jdbc:mariadb-java-client}, which speaks to MariaDB only and comes first there. What follows
 * the question mark of the URL is for the driver.
 */
@Schemes({"mysql", "mariadb"})
public final class MysqlBackendProvider implements BackendProvider {
    private final @Nullable DataSource own;
    private final UnaryOperator<DataSource> wrapper;

    /** Makes the provider, as the service loader does. */
    public MysqlBackendProvider() {
        this(null, UnaryOperator.identity());
    }

    /**
     * Makes a provider that works on the caller's own connections, which stay open when the store is closed. They are to
     * be in autocommit mode, with time-outs of their own, and to count the rows that an update finds, as drivers do
     * unless told otherwise; the settings of connections have no effect on them. The URL then is {@code mysql:} or {@code
     * mariadb:} and nothing more.
     */
    public MysqlBackendProvider(DataSource connections) {
        this(connections, UnaryOperator.identity());
    }

    /** Makes a provider that looks at its connections through something. */
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
        Settings settings = context.settings();
        Product product = Product.ofScheme(context.url().scheme());
        if (own != null) {
            DataSource source = wrapper.apply(own);
            Dialect dialect = dialect(product, product.toString());
            checkedServer(dialect, source, product, settings);
            return RelationalBackend.open(dialect, ServerPools.borrow(source, settings), context);
        }
        ServerUrl url = ServerUrl.of(context.url(), settings);
        JdbcDriver driver = product.driver();
        Dialect dialect = dialect(product, product + " at " + url);
        Server server = checkedServer(dialect, driver.connections(url, settings, 0), product, settings);
        DataSource source = wrapper.apply(driver.connections(url, settings, server.maxPacket()));
        return RelationalBackend.open(
                dialect,
                ServerPools.open("chatstore-" + product.scheme(), source, settings, Begin.ROUND_TRIP),
                context);
    }

    private static Dialect dialect(Product product, String name) {
        return new Dialect(name, MysqlBackendProvider.class, product.places(), Locking.ROWS, MysqlFailures::classify);
    }

    private static Server checkedServer(Dialect dialect, DataSource source, Product product, Settings settings) {
        try {
            Server server = Server.ask(source);
            server.check(product, settings);
            return server;
        } catch (SQLException e) {
            throw dialect.translate(MysqlFailures.classify(e), e);
        }
    }
}
