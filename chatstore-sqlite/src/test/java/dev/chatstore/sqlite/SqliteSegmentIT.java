package dev.chatstore.sqlite;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.life.SegmentContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSegmentIT extends SegmentContract {
    private final DataSourceProbes probes = new DataSourceProbes();

    @TempDir
    Path folder;

    @Override
    protected Backend open(Consumer<Change> committed) {
        return new SqliteBackendProvider(probes)
                .open(new BackendContext(
                                ConnectionUrl.parse("sqlite:" + folder.resolve("bot.db")),
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
