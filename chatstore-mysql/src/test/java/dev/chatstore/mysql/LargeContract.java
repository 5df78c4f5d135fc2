package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Stores;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A million messages in fifty thousand conversations, one of them with a hundred thousand: what is read of them. */
abstract class LargeContract {
    private static final long FEW_ROWS = 300;
    private static final Map<String, String> SETTINGS = Map.of("sessions.ttl", "1h", "cleaner.interval", "none");

    /** The numbers below a million. */
    private static final String NUMBERS = """
            (with digits (d) as (
                select 0 union all select 1 union all select 2 union all select 3 union all select 4 union all
                select 5 union all select 6 union all select 7 union all select 8 union all select 9)
            select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d as i
            from digits g join digits f join digits e join digits c join digits b join digits a) n
            """;

    private final MysqlStores stores;

    LargeContract(ServerKind kind) {
        stores = MysqlStores.on(kind);
    }

    @Test
    final void noOperationReadsMoreRowsThanItIsAbout() throws SQLException {
        stores.open(InstantSource.system(), SETTINGS).close();
        fill();
        try (ServerReads reads = new ServerReads(stores.database().connectAsAdministrator());
                Stores opened = stores.open(InstantSource.system(), SETTINGS)) {
            Map<String, Long> read = new LinkedHashMap<>();
            EveryOperation.of(opened, ConversationId.of("conversation 0"))
                    .forEach((name, operation) -> read.put(name, reads.of(operation)));
            assertThat(read)
                    .hasSizeGreaterThan(25)
                    .allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(FEW_ROWS));
        }
    }

    /** Conversation 0 gets 100,000 messages, and each of the others 18 or 19. */
    private void fill() throws SQLException {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens,"
                            + " owner, archived, created_micros, updated_micros)"
                            + " select 'default', concat('conversation ', i), 1, 100000, 100000, 0,"
                            + " concat('owner ', i % 1000), 0, i, i from " + NUMBERS + " where i < 50000");
            statement.execute(
                    "insert into chat_message (tenant, conversation, sequence, version, id, role, text, tokens,"
                            + " revision, created_micros, redacted, fingerprint)"
                            + " select 'default', concat('conversation ', if(i < 100000, 0, 1 + i % 49999)),"
                            + " if(i < 100000, i + 1, (i - 100000) div 49999 + 1), 1, concat('id ', i), 'user',"
                            + " repeat('some words ', 5), 0, 1, i, 0, 1 from " + NUMBERS);
            statement.execute("analyze table chat_conversation, chat_message");
        }
    }
}
