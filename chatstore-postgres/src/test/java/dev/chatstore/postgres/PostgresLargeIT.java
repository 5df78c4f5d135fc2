package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.life.ReadsOfTrimmed;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The rows that operations read from a million messages in fifty thousand conversations, one with a hundred thousand.
 */
class PostgresLargeIT {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());
    private static final Map<String, String> SETTINGS = Map.of("sessions.ttl", "1h");

    @Test
    void noOperationScansATableAndEachReadsOnlyTheRowsThatItIsAbout() throws SQLException {
        STORES.open(InstantSource.system(), SETTINGS).close();
        fill();
        Map<String, Long> before = reads();
        int operations;
        try (Storage stores = STORES.open(InstantSource.system(), SETTINGS)) {
            Map<String, Runnable> all = EveryOperation.of(stores, ConversationId.of("conversation 0"));
            all.values().forEach(Runnable::run);
            operations = all.size();
        }
        // The statistics of a connection are complete once it is closed.
        Map<String, Long> after = reads();
        assertThat(operations).isGreaterThan(25);
        before.keySet().stream()
                .filter(name -> name.endsWith(" scans"))
                .forEach(name -> assertThat(after.get(name)).as(name).isEqualTo(before.get(name)));
        assertThat(after.get("rows") - before.get("rows")).isPositive().isLessThan(1_000);
        assertReadsPassOverRemovedMessages();
    }

    /** Removes messages whose rows stay for their ids. */
    private static void assertReadsPassOverRemovedMessages() throws SQLException {
        ConversationId id = ConversationId.of("conversation 0");
        try (Storage stores = STORES.open(InstantSource.system(), SETTINGS)) {
            for (int i = 0; i < 5; i++) {
                StoreAccess.of(stores).orElseThrow().oldMessages().trim(id, 10_000, OldMessages.MESSAGES_PER_CALL);
            }
        }
        Map<String, Long> before = reads();
        try (Storage stores = STORES.open(InstantSource.system(), SETTINGS)) {
            ReadsOfTrimmed.of(stores, id).values().forEach(Runnable::run);
        }
        assertThat(reads().get("rows") - before.get("rows")).isPositive().isLessThan(500);
    }

    /** Inserts 100,000 messages into conversation 0 and 18 into each other. */
    private static void fill() throws SQLException {
        try (Connection connection = STORES.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens,"
                            + " owner, archived, created_micros, active_micros, updated_micros)"
                            + " select 'default', 'conversation ' || i, 1, 100000, 100000, 0, 'owner ' || i % 1000, 0, i, i * 3600000000, i"
                            + " from generate_series(0, 49999) i");
            statement.execute(
                    "insert into chat_message (tenant, conversation, sequence, version, id, role, text, tokens,"
                            + " revision, created_micros, redacted, fingerprint)"
                            + " select 'default', 'conversation ' || case when i < 100000 then 0 else 1 + (i - 100000) / 18 end,"
                            + " case when i < 100000 then i + 1 else (i - 100000) % 18 + 1 end, 1, 'id ' || i, 'user',"
                            + " repeat('some words ', 5), 0, 1, i, 0, 1"
                            + " from generate_series(0, 999999) i");
            statement.execute("vacuum analyze chat_conversation");
            statement.execute("vacuum analyze chat_message");
        }
    }

    private static Map<String, Long> reads() throws SQLException {
        Map<String, Long> reads = new TreeMap<>();
        try (Connection connection = STORES.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select relname, seq_scan, coalesce(idx_tup_fetch, 0)"
                        + " from pg_stat_user_tables where relname in ('chat_conversation', 'chat_message')")) {
            while (rows.next()) {
                reads.put(rows.getString(1) + " scans", rows.getLong(2));
                reads.merge("rows", rows.getLong(3), Long::sum);
            }
        }
        return reads;
    }
}
