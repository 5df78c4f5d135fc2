package dev.chatstore.postgres;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of each operation in statements, each of which is one round trip. */
class PostgresStatementsIT {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    private static final String MAX = Long.toString(Long.MAX_VALUE);

    private static final Map<String, Integer> COSTS = Map.ofEntries(
            entry("open a new one", 6),
            entry("open an existing one", 1),
            entry("append", 1),
            entry("append with ids", 1),
            entry("append the same again", 4),
            entry("append to many", 6),
            entry("append and conflict", 4),
            entry("append with a profile", 1),
            entry("append with a profile to a new one", 7),
            entry("append a reply", 1),
            entry("find", 1),
            entry("list by tenant", 1),
            entry("list by owner", 1),
            entry("list by tenant and activity", 1),
            entry("list by owner and activity", 1),
            entry("count by tenant", 1),
            entry("count by owner", 1),
            entry("contents of all tenants", 2),
            entry("contents of a tenant", 2),
            entry("contents of an owner by role", 3),
            entry("contents of an owner of one conversation", 3),
            entry("recent", 1),
            entry("history after", 1),
            entry("history before", 1),
            entry("history path", 1),
            entry("recent path", 1),
            entry("replies", 1),
            entry("find by sequence", 1),
            entry("find by id", 1),
            entry("edit", 5),
            entry("edit by id", 5),
            entry("edit without a change", 2),
            entry("revisions", 1),
            entry("redact", 5),
            entry("redact by id", 5),
            entry("patch", 4),
            entry("patch without a change", 2),
            entry("delete", 5),
            entry("delete under an expected version", 5),
            entry("delete a missing one", 1),
            entry("remove old messages", 8),
            entry("remove no messages", 4),
            entry("history after removed messages", 3),
            entry("session getOrCreate new", 2),
            entry("session getOrCreate", 1),
            entry("session find", 1),
            entry("session list by tenant", 1),
            entry("session list by owner", 1),
            entry("session count by tenant", 1),
            entry("session count by owner", 1),
            entry("session update", 2),
            entry("session update to an equal state", 2),
            entry("session save", 1),
            entry("session save and conflict", 2),
            entry("session touch", 1),
            entry("session delete", 1));

    @BeforeEach
    void clear() {
        STORES.database().clear();
        STORES.probes().reset();
    }

    private static Storage open() {
        return STORES.open(InstantSource.system(), Map.of("sessions.ttl", "1h"));
    }

    @Test
    void eachOperationCostsTheStatementsThatItsJavadocNames() {
        try (Storage stores = open()) {
            Map<String, Integer> measured = new LinkedHashMap<>();
            EveryOperation.of(stores, ConversationId.of("kari")).forEach((name, operation) -> {
                STORES.probes().reset();
                operation.run();
                measured.put(name, (int) STORES.probes().statements());
            });
            assertThat(measured).containsExactlyInAnyOrderEntriesOf(COSTS);
        }
    }

    @Test
    void anAppendIsOneStatementAndOneCommitWhateverItsSizeAndTheLengthOfTheHistory() {
        ConversationId id = ConversationId.of("long");
        List<NewMessage> thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> NewMessage.user("m" + i))
                .toList();
        try (Storage stores = open()) {
            for (int i = 0; i < 10; i++) {
                STORES.probes().reset();
                stores.chats().append(id, thousand);
                assertThat(STORES.probes().statements()).isEqualTo(1);
                assertThat(STORES.probes().commits()).isEqualTo(1);
            }
        }
    }

    @Test
    void anAppendUnderAnExpectedVersionIsOneStatementToo() {
        ConversationId id = ConversationId.of("expected");
        try (Storage stores = open()) {
            STORES.probes().reset();
            for (int i = 0; i < 5; i++) {
                stores.chats().append(Append.of(id, NewMessage.user("hello")).expecting(i));
            }
            assertThat(STORES.probes().statements()).isEqualTo(5);
        }
    }

    @Test
    void anAppendWritesAnIndexEntryOfTheHeadOnceADay() throws SQLException {
        ConversationId id = ConversationId.of("busy");
        Instant start = Instant.parse("2026-11-26T12:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(start);
        Updates before = updates();
        try (Storage stores = STORES.open(now::get, Map.of())) {
            for (int day = 0; day < 3; day++) {
                for (int i = 0; i < 20; i++) {
                    now.set(start.plus(Duration.ofDays(day).plusSeconds(i)));
                    stores.chats().append(id, NewMessage.user("hello"));
                }
            }
        }
        // The statistics of a connection are complete once it is closed.
        Updates after = updates();
        assertThat(after.all() - before.all()).isEqualTo(59);
        assertThat(after.withoutIndexes() - before.withoutIndexes()).isEqualTo(57);
    }

    private record Updates(long all, long withoutIndexes) {}

    private static Updates updates() throws SQLException {
        try (Connection connection = STORES.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables"
                        + " where relname = 'chat_conversation'")) {
            row.next();
            return new Updates(row.getLong(1), row.getLong(2));
        }
    }

    @Test
    void aListByActivitySortsOnlyWithinDaysAndACountReadsOnlyAnIndex() throws SQLException {
        try (Storage stores = open();
                Connection connection = STORES.database().connect();
                Statement statement = connection.createStatement()) {
            stores.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
            statement.execute(
                    "insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens,"
                            + " owner, archived, created_micros, active_micros, updated_micros)"
                            + " select 'default', 'filler ' || i, 1, 0, 0, 0, 'owner ' || i % 100, 0, i, i * 3600000000, i"
                            + " from generate_series(1, 20000) i");
            statement.execute("vacuum analyze chat_conversation");
            STORES.probes().reset();
            stores.chats().list(ConversationQuery.ofTenant("default").withOrder(Order.LAST_ACTIVITY));
            stores.chats().list(ConversationQuery.ofOwner("owner 7").withOrder(Order.LAST_ACTIVITY));
            stores.chats().count(ConversationQuery.ofTenant("default"));
            stores.chats().count(ConversationQuery.ofOwner("owner 7"));
            List<String> texts = STORES.probes().texts();
            String tenant = "'default'";
            String owner = "'owner 7'";
            assertThat(plan(statement, texts.get(0), tenant, "2147483647", MAX, "''", "0", "0", "51"))
                    .contains("Incremental Sort")
                    .contains("Presorted Key: h.active_day")
                    .contains("using chat_conversation_by_activity on");
            assertThat(plan(statement, texts.get(1), tenant, owner, MAX, "''", "0", "0", "51"))
                    .contains("chat_conversation_by_owner");
            assertThat(plan(statement, texts.get(2), tenant, "0", "0")).contains("Index Only Scan");
            assertThat(plan(statement, texts.get(3), tenant, owner, "0", "0"))
                    .contains("Index Only Scan using chat_conversation_by_owner on");
        }
    }

    /** Returns the plan of a statement with values in place of its parameters. */
    static void fillConversations(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into chat_conversation (tenant, id, version, message_count, last_sequence, tokens,"
                            + " archived, created_micros, active_micros, updated_micros)"
                            + " select 'default', 'id ' || i, 1, 1, 1, 0, 0, 0, 0, 0 from generate_series(0, 2999) i");
            statement.execute("vacuum analyze chat_conversation");
        }
    }

    private static String plan(Statement statement, String text, String... values) throws SQLException {
        for (String value : values) {
            text = text.replaceFirst("\\?", value);
        }
        StringBuilder plan = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("explain " + text)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    @Test
    void appendsToAThousandConversationsInOneCallAreOneStatementAndOneCommit() {
        List<Append> appends = IntStream.range(0, 1_000)
                .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("hello")))
                .toList();
        try (Storage stores = open()) {
            STORES.probes().reset();
            stores.chats()
                    .appendAll(appends)
                    .forEach(outcome -> assertThat(outcome.receipt().version()).isEqualTo(1));
            assertThat(STORES.probes().statements()).isEqualTo(1);
            assertThat(STORES.probes().commits()).isEqualTo(1);
        }
    }

    @Test
    void theLastPageOfAListOfSessionsReadsNoMoreThanItReturns() throws SQLException {
        List<String> texts;
        try (Storage stores = ChatStorage.builder()
                .url(STORES.database().url())
                .backend(new PostgresBackendProvider(null, STORES.probes()))
                .open()) {
            SessionStore<Integer> sessions = stores.sessions(Integer.class);
            STORES.probes().reset();
            sessions.list(SessionQuery.ofTenant("default"));
            sessions.list(SessionQuery.ofOwner("kari"));
            texts = STORES.probes().texts();
        }
        assertThat(texts).hasSize(2);
        try (Connection connection = STORES.database().connect()) {
            fillSessions(connection);
            String byTenant = plan(connection, texts.get(0), "default", "name1", "id 900", "name1", 50);
            assertThat(byTenant).contains("Index Scan using chat_session_pkey on chat_session (actual rows=50");
            String byOwner = plan(connection, texts.get(1), "default", "kari", "kari", "name1", "id 900", "name1", 50);
            assertThat(byOwner).contains("Index Scan using chat_session_by_owner on chat_session (actual rows=49");
            assertThat(List.of(byTenant, byOwner))
                    .allSatisfy(plan -> assertThat(plan).doesNotContain("Sort", "Rows Removed"));
        }
    }

    @Test
    void aPurgeReadsOnlyWhatIsGone() throws SQLException {
        List<String> texts;
        try (Backend backend = new PostgresBackendProvider(null, STORES.probes())
                .open(new BackendContext(
                        ConnectionUrl.parse(STORES.database().url()),
                        new Settings(Map.of()),
                        InstantSource.system(),
                        new SplittableRandom(1)))) {
            STORES.probes().reset();
            backend.purge(10);
            texts = STORES.probes().texts().stream()
                    .filter(text -> text.startsWith("delete"))
                    .toList();
        }
        assertThat(texts).hasSize(2);
        try (Connection connection = STORES.database().connect()) {
            fillSessions(connection);
            fillConversations(connection);
            assertThat(plan(connection, texts.get(0), 3_600_000_000L, 10)).contains("chat_session_by_expiry");
            assertThat(plan(connection, texts.get(1), 3_600_000_000L, 10)).contains("chat_conversation_deleted");
        }
    }

    /** Three stores of 1,000 sessions each, half of which belong to an owner. */
    static void fillSessions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into chat_session (tenant, name, id, owner, version, state, created_micros,"
                    + " updated_micros, removed, write_token)"
                    + " select 'default', 'name' || s, 'id ' || lpad(i::text, 3, '0'),"
                    + " case when i % 2 = 0 then 'kari' else 'owner ' || i end, 1, '7', 0, 0, 0, i"
                    + " from generate_series(0, 999) i, generate_series(0, 2) s");
            statement.execute("vacuum analyze chat_session");
        }
    }

    static String plan(Connection connection, String text, Object... parameters) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("explain (analyze, costs off, timing off, summary off) " + text)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            StringJoiner plan = new StringJoiner("\n");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            return plan.toString();
        }
    }
}
