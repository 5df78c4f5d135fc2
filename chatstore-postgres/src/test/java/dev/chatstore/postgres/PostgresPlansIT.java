package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statements that the server plans for each call, which takes longer than to execute a small one. */
class PostgresPlansIT {
    /** The server plans the first five calls, and then compares the estimated costs with those of one plan for all. */
    private static final int PLANNED = 5;

    private static final int CALLS = 30;

    /** Of {@code append_expected.sql}, whose estimated cost depends on the number of its heads. */
    private static final String PLANNED_FOR_EACH_CALL = "given as materialized";

    @Test
    void noStatementIsPlannedForEachCall() throws SQLException {
        TestDatabase database = TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
        try (HikariDataSource connections = connections(database);
                Storage storage = ChatStorage.builder()
                        .url(database.url())
                        .backend(new PostgresBackendProvider(connections, UnaryOperator.identity()))
                        .open()) {
            for (int i = 0; i < CALLS; i++) {
                database.clear();
                EveryOperation.of(storage, ConversationId.of("kari " + i))
                        .values()
                        .forEach(Runnable::run);
                appendToSome(storage, i % 7);
            }
            assertThat(plannedForEachCall(connections)).isEmpty();
        } finally {
            database.drop();
        }
    }

    /** Appends to a few conversations at once, as a group does. */
    private static void appendToSome(Storage storage, int count) {
        storage.chats()
                .appendAll(IntStream.rangeClosed(0, count)
                        .mapToObj(i -> Append.of(ConversationId.of("group " + i), NewMessage.user("hello")))
                        .toList());
    }

    private static HikariDataSource connections(TestDatabase database) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.addDataSourceProperty("prepareThreshold", 1);
        pool.setMaximumPoolSize(2);
        return new HikariDataSource(pool);
    }

    private static Set<String> plannedForEachCall(HikariDataSource connections) throws SQLException {
        Set<String> planned = new TreeSet<>();
        try (Connection first = connections.getConnection();
                Connection second = connections.getConnection()) {
            for (Connection connection : List.of(first, second)) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows =
                                statement.executeQuery("select custom_plans, statement from pg_prepared_statements"
                                        + " where custom_plans > " + PLANNED)) {
                    while (rows.next()) {
                        String text = rows.getString(2);
                        if (!text.contains(PLANNED_FOR_EACH_CALL)) {
                            planned.add(rows.getLong(1) + " plans of " + text);
                        }
                    }
                }
            }
        }
        return planned;
    }
}
