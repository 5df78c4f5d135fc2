package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.EstimateContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On plain tables. */
final class PostgresEstimateIT extends EstimateContract {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    @Override
    protected Storage open() {
        STORES.database().clear();
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected void analyze() throws SQLException {
        analyze(STORES);
    }

    @Test
    void whatIsRemovedLeavesAnEstimateBeforeTheNextAnalyze() throws SQLException {
        try (Storage storage = open()) {
            IntStream.range(0, 200)
                    .forEach(i -> storage.sessions(Integer.class).getOrCreate(SessionKey.of("s" + i), () -> i));
            analyze();
            try (Connection connection = STORES.database().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from chat_session where id <> 's7'");
                // Else the server may report it a second later.
                statement.execute("select pg_stat_force_next_flush()");
            }
            ContentEstimate estimate = Contents.of(storage).orElseThrow().estimate();
            assertThat(estimate.sessions()).isEqualTo(new Figure(1, false));
        }
    }

    static void analyze(PostgresStores stores) throws SQLException {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }
}
