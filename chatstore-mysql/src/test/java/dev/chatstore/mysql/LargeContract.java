package dev.chatstore.mysql;

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
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The rows that operations read from a million messages in fifty thousand conversations, one with a hundred thousand.
 */
abstract class LargeContract {
    private static final long FEW_ROWS = 300;
    private static final Map<String, String> SETTINGS = Map.of("sessions.ttl", "1h", "cleaner.interval", "none");

    /** The numbers up to a limit in ascending order, in which a server fills a table fastest. */
    private static final String NUMBERS =
            "with recursive n (i) as (select 0 union all select i + 1 from n where i < %d) select 'default', ";

    private static final String INSERT_MESSAGES =
            "insert into chat_message (tenant, conversation, sequence, version, id,"
                    + " role, text, tokens, revision, created_micros, redacted, fingerprint) ";

    private static final String REST_OF_MESSAGE = ", 'user', repeat('some words ', 5), 0, 1, i, 0, 1 from n";

    private final MysqlStores stores;

    LargeContract(ServerKind kind) {
        stores = MysqlStores.on(kind);
    }

    @Test
    final void noOperationReadsMoreRowsThanItIsAbout() throws SQLException {
        stores.open(InstantSource.system(), SETTINGS).close();
        fill();
        try (ServerReads reads = new ServerReads(stores.database().connectAsAdministrator());
                Storage opened = stores.open(InstantSource.system(), SETTINGS)) {
            Map<String, Long> read = new LinkedHashMap<>();
            EveryOperation.of(opened, ConversationId.of("conversation 00000"))
                    .forEach((name, operation) -> read.put(name, reads.of(operation)));
            // An entry of an index for each conversation.
            assertThat(read.remove("count by tenant")).isBetween(50_000L, 50_000 + FEW_ROWS);
            // The same as in a small tenant: the index, and the rows of days and their sorted result several times.
            assertThat(read.remove("list by tenant and activity")).isBetween(100L, 500L);
            assertThat(read)
                    .hasSizeGreaterThan(25)
                    .allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(FEW_ROWS));
            assertReadsPassOverRemovedMessages(opened, reads);
        }
    }

    /** Removes messages whose rows stay for their ids. */
    private static void assertReadsPassOverRemovedMessages(Storage opened, ServerReads reads) {
        ConversationId id = ConversationId.of("conversation 00000");
        for (int i = 0; i < 5; i++) {
            StoreAccess.of(opened).orElseThrow().oldMessages().trim(id, 10_000, OldMessages.MESSAGES_PER_CALL);
        }
        ReadsOfTrimmed.of(opened, id)
                .forEach((name, operation) ->
                        assertThat(reads.of(operation)).as(name).isLessThan(FEW_ROWS));
    }

    /** Inserts 100,018 messages into the first conversation and 18 into each of 49,999 others. */
    private void fill() throws SQLException {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set " + recursions() + " = 1000000");
            statement.execute(
                    "insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens,"
                            + " owner, archived, created_micros, active_micros, updated_micros) "
                            + NUMBERS.formatted(49_999)
                            + "concat('conversation ', lpad(i, 5, '0')), 1, 100018, 100018, 0,"
                            + " concat('owner ', i % 1000), 0, i, i * 3600000000, i from n");
            statement.execute(INSERT_MESSAGES + NUMBERS.formatted(100_017)
                    + "'conversation 00000', i + 1, 1, concat('id ', lpad(i + 1, 6, '0'))" + REST_OF_MESSAGE);
            statement.execute(INSERT_MESSAGES + NUMBERS.formatted(49_999 * 18 - 1)
                    + "concat('conversation ', lpad(1 + i div 18, 5, '0')), i % 18 + 1, 1,"
                    + " concat('id ', lpad(i % 18 + 1, 6, '0'))" + REST_OF_MESSAGE);
            statement.execute("analyze table chat_conversation, chat_message");
            try (ResultSet count = statement.executeQuery("select count(*) from chat_message")) {
                count.next();
                assertThat(count.getLong(1)).isEqualTo(1_000_000);
            }
        }
    }

    private String recursions() {
        return stores.url().startsWith("mysql:") ? "cte_max_recursion_depth" : "max_recursive_iterations";
    }
}
