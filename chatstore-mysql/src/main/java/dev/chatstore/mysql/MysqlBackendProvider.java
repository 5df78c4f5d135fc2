package dev.chatstore.mysql;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
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

/**
 * Opens a store on MySQL 8.0.17 or newer, or on MariaDB 10.6 or newer, by URLs such as {@code
 * mysql://user:password@host:3306/chat} and {@code mariadb://host/chat?sslMode=trust}. The driver, one of {@code
 * com.mysql:mysql-connector-j} and {@code org.mariadb.jdbc:mariadb-java-client}, is for the user to add; what follows the
 * question mark is for it.
 */
@Schemes({"mysql", "mariadb"})
public final class MysqlBackendProvider implements BackendProvider {
    private final UnaryOperator<DataSource> connections;

    /** Makes the provider, as the service loader does. */
    public MysqlBackendProvider() {
        this(UnaryOperator.identity());
    }

    /** Makes a provider that looks at its connections through something. */
    MysqlBackendProvider(UnaryOperator<DataSource> connections) {
        this.connections = connections;
    }

    @Override
    public List<Setting<?>> settings() {
        return ServerSettings.ALL;
    }

    @Override
    public Backend open(BackendContext context) {
        Product product = Product.ofScheme(context.url().scheme());
        ServerUrl url = ServerUrl.of(context.url(), context.settings());
        Dialect dialect = new Dialect(
                product + " at " + url,
                MysqlBackendProvider.class,
                product.places(),
                Locking.ROWS,
                MysqlFailures::classify);
        DataSource source = product.driver().connections(url, context.settings());
        try {
            Server.ask(source).check(product, url.toString());
        } catch (SQLException e) {
            throw dialect.translate(MysqlFailures.classify(e), e);
        }
        String name = "chatstore-" + product.scheme();
        return RelationalBackend.open(
                dialect,
                ServerPools.open(name, connections.apply(source), context.settings(), Begin.ROUND_TRIP),
                context);
    }
}
