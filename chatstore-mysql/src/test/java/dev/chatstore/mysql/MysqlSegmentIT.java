package dev.chatstore.mysql;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.life.SegmentContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

final class MysqlSegmentIT extends SegmentContract {
    private static final MysqlStores STORES = MysqlStores.on(ServerKind.MYSQL_8);

    private final DataSourceProbes probes = new DataSourceProbes();

    @Override
    protected Backend open(Consumer<Change> committed) {
        return new MysqlBackendProvider(null, probes)
                .open(new BackendContext(
                                ConnectionUrl.parse(STORES.url()),
                                new Settings(Map.of()),
                                InstantSource.system(),
                                new Random(1))
                        .withCommitted(committed));
    }

    @Override
    protected void loseNextReply() {
        probes.loseNextReply();
    }
}
