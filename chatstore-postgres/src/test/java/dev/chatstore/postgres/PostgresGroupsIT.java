package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How groups of appends are written. */
class PostgresGroupsIT {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    private static final ConversationId LOCKED = ConversationId.of("locked");

    @BeforeEach
    void clear() {
        STORES.database().clear();
        STORES.probes().reset();
    }

    @Test
    void aGroupBehindALockedRowDoesNotHoldUpOtherConversations() throws Exception {
        try (Storage stores = STORES.open(InstantSource.system(), Map.of("database.lock-timeout", "1m"));
                Connection other = STORES.database().connect();
                Statement statement = other.createStatement()) {
            stores.chats().append(LOCKED, NewMessage.user("one"));
            other.setAutoCommit(false);
            statement.executeUpdate("update chat_conversation set tokens = tokens + 1 where id = 'locked'");
            Future<AppendReceipt> blocked =
                    Racers.start("blocked", () -> stores.chats().append(LOCKED, NewMessage.user("two")));
            assertThat(Polling.until(Duration.ofSeconds(30), PostgresGroupsIT::isBlocked))
                    .isTrue();
            for (int i = 0; i < 8; i++) {
                stores.chats().append(ConversationId.of("free " + i), NewMessage.user("hello"));
            }
            assertThat(blocked).isNotDone();
            other.rollback();
            assertThat(blocked.get().lastSequence()).isEqualTo(2);
        }
    }

    private static boolean isBlocked() {
        try (Connection connection = STORES.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAppendOfOneMessageNeedsNoArraysAndAGroupJoinsByHashWhateverItsParameters() throws SQLException {
        try (Storage stores = STORES.open(InstantSource.system(), Map.of());
                Connection connection = connectWithoutParameters();
                Statement statement = connection.createStatement()) {
            STORES.probes().reset();
            stores.chats().append(LOCKED, NewMessage.user("hello"));
            stores.chats().append(LOCKED, List.of(NewMessage.user("hello"), NewMessage.user("world")));
            List<String> texts = STORES.probes().texts();
            assertThat(texts).hasSize(2);
            assertThat(genericPlan(statement, texts.get(0)))
                    .contains("Insert on chat_message")
                    .doesNotContain("Function Scan", "Join", "Nested Loop");
            assertThat(genericPlan(statement, texts.get(1)))
                    .contains("Hash Join", "Function Scan on m")
                    .doesNotContain("Nested Loop");
        }
    }

    private static Connection connectWithoutParameters() throws SQLException {
        TestDatabase database = STORES.database();
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    /** Returns the plan that the server may use for all parameters after some executions. */
    private static String genericPlan(Statement statement, String text) throws SQLException {
        String numbered = text;
        for (int i = 1; numbered.contains("?"); i++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + i);
        }
        StringBuilder plan = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("explain (generic_plan) " + numbered)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
