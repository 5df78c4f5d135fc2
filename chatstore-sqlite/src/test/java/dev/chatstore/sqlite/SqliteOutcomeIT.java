package dev.chatstore.sqlite;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.OutcomeContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class SqliteOutcomeIT extends OutcomeContract {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Override
    protected Storage open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("sqlite.busy-timeout", "20ms");
        return sqlite.open("sqlite:" + folder.resolve("bot.db"), InstantSource.system(), all);
    }

    @Override
    protected DataSourceProbes probes() {
        return sqlite.probes();
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bot.db"));
    }
}
