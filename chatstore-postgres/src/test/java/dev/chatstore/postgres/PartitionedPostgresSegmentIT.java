package dev.chatstore.postgres;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.KeptConnections;
import dev.chatstore.testkit.life.SegmentContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** With partitions, on an older server. */
final class PartitionedPostgresSegmentIT extends SegmentContract {
    private static final TestDatabase DATABASE =
            TestServers.shared(ServerKind.POSTGRES_15).newDatabase();

    private static final KeptConnections KEPT = new KeptConnections();

    private final DataSourceProbes probes = new DataSourceProbes();

    @Override
    protected Backend open(Consumer<Change> committed) {
        return new PostgresBackendProvider(null, source -> probes.apply(KEPT.apply(source)))
                .open(new BackendContext(
                                ConnectionUrl.parse(DATABASE.url()),
                                new Settings(Map.of("postgres.partitions", "hash")),
                                InstantSource.system(),
                                new Random(1))
                        .withCommitted(committed));
    }

    @Override
    protected void loseNextReply() {
        probes.loseNextReply();
    }
}
