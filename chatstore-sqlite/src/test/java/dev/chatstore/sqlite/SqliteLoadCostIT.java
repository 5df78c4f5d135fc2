package dev.chatstore.sqlite;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.LoadCostContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLoadCostIT extends LoadCostContract {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Override
    protected Storage open() {
        return sqlite.open("sqlite:" + folder.resolve("bot.db"), InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return sqlite.probes();
    }

    /** The heads that exist; 16 and 4 heads; 15 times 128, 64 and 16 messages. */
    @Override
    protected int statements() {
        return 20;
    }

    /** The heads that exist; 16, 2 and 1 heads; 14 times 128, 64, 32, 8 and 4 messages. */
    @Override
    protected int statementsIfOneExists() {
        return 22;
    }
}
