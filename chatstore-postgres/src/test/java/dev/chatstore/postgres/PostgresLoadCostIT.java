package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.testkit.Proxies;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.LoadCostContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows are copied past the probes, which the store unwraps. */
final class PostgresLoadCostIT extends LoadCostContract {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    @Override
    protected Storage open() {
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected int statements() {
        return 0;
    }

    /** Lock the heads, insert the missing ones, lock them again, and make these loaded ones. */
    @Override
    protected int statementsIfOneExists() {
        return 4;
    }

    @Test
    void throughAPoolThatHidesTheDriverRowsAreInserted() {
        DataSourceProbes probes = new DataSourceProbes();
        ConversationId id = ConversationId.of("hidden");
        try (Storage storage = ChatStorage.builder()
                .url(STORES.database().url())
                .backend(new PostgresBackendProvider(null, source -> hiding(probes.apply(source))))
                .open()) {
            probes.reset();
            Message message = Message.appended(NewMessage.user("\\ \t \n text").withId("m"), 1, 2, Instant.EPOCH);
            Conversation head =
                    new Conversation(id, 2, 1, 1, 0, Profile.EMPTY, true, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
            assertThat(ConversationLoader.of(storage.chats())
                            .orElseThrow()
                            .load(List.of(new ConversationSnapshot(head, List.of(new MessageSnapshot(message))))))
                    .allMatch(LoadOutcome::loaded);
            assertThat(probes.statements()).isEqualTo(2);
            assertThat(storage.chats().find(id)).contains(head);
            assertThat(storage.chats().recent(id, 2)).containsExactly(message);
        }
    }

    @Test
    void aRowThatIsRefusedWhileOthersAreSentLeavesTheConnectionUsable() throws SQLException {
        TestDatabase database = STORES.database();
        String large = "x".repeat(1_000);
        List<@Nullable Object[]> rows = Stream.<@Nullable Object[]>generate(() -> new Object[] {1L, large})
                .limit(5_000)
                .toList();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table copied (id bigint primary key, text text)");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> new PostgresCopy()
                                .run(
                                        connection,
                                        "insert into copied values (?, ?)",
                                        "copy copied (id, text) from stdin",
                                        rows))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("copied_pkey");
                try (ResultSet count = statement.executeQuery("select count(*) from copied")) {
                    assertThat(count.next()).isTrue();
                    assertThat(count.getLong(1)).isZero();
                }
            }
            new PostgresCopy().run(connection, "", "copy copied (id, text) from stdin", rows.subList(0, 1));
        }
    }

    private static DataSource hiding(DataSource source) {
        return Proxies.create(DataSource.class, (self, method, arguments) -> {
            Object result = Proxies.call(source, method, arguments);
            return result instanceof Connection connection
                    ? Proxies.create(
                            Connection.class,
                            (proxy, called, given) -> called.getName().equals("isWrapperFor")
                                    ? (Object) false
                                    : Proxies.call(connection, called, given))
                    : result;
        });
    }
}
