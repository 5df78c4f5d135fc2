package dev.chatstore.mysql;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.EveryOperation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of each operation in statements, each of which is one round trip, and the rows that it reads and locks. */
abstract class StatementContract {
    /** More than any operation reads of a page and its neighbours, and less than any table holds. */
    private static final long FEW_ROWS = 300;

    /** By the statement that counts a part of the sessions: one from the table, and the others from temporary tables. */
    private static final long READS_OF_A_SESSION = 12;

    /** The bound of a list by activity, which reads the index, and the rows of days and their sorted result several times. */
    private static final long FEW_DAYS = 1_000;

    private static final int CONVERSATIONS = 2_000;

    private static final Map<String, Integer> COSTS = Map.ofEntries(
            entry("open a new one", 6),
            entry("open an existing one", 1),
            entry("append", 2),
            entry("append with ids", 1),
            entry("append the same again", 2),
            entry("append to many", 6),
            entry("append and conflict", 3),
            entry("append with a profile", 2),
            entry("append with a profile to a new one", 2),
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
            entry("remove old messages", 9),
            entry("remove no messages", 4),
            entry("history after removed messages", 3),
            entry("session getOrCreate new", 3),
            entry("session getOrCreate", 2),
            entry("session find", 1),
            entry("session list by tenant", 1),
            entry("session list by owner", 1),
            entry("session count by tenant", 1),
            entry("session count by owner", 1),
            entry("session update", 2),
            entry("session update to an equal state", 2),
            entry("session save", 2),
            entry("session save and conflict", 1),
            entry("session touch", 2),
            entry("session delete", 1));

    private final MysqlStores stores;

    StatementContract(MysqlStores stores) {
        this.stores = stores;
    }

    /** Returns the costs that are lower than on the other server. */
    abstract Map<String, Integer> cheaper();

    @BeforeEach
    final void clear() {
        stores.database().clear();
        stores.probes().reset();
    }

    private Storage open() {
        return stores.open(InstantSource.system(), Map.of("sessions.ttl", "1h"));
    }

    @Test
    final void eachOperationCostsTheStatementsThatItsJavadocNames() {
        Map<String, Integer> costs = new HashMap<>(COSTS);
        costs.putAll(cheaper());
        try (Storage opened = open()) {
            Map<String, Integer> measured = new LinkedHashMap<>();
            EveryOperation.of(opened, ConversationId.of("kari")).forEach((name, operation) -> {
                stores.probes().reset();
                operation.run();
                measured.put(name, (int) stores.probes().statements());
            });
            assertThat(measured).containsExactlyInAnyOrderEntriesOf(costs);
        }
    }

    @Test
    final void anAppendIsOneRoundTripWhateverItsSizeAndTheLengthOfTheHistory() {
        ConversationId id = ConversationId.of("long");
        List<NewMessage> thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> NewMessage.user("m" + i))
                .toList();
        try (Storage opened = open()) {
            opened.chats().append(id, NewMessage.user("first"));
            for (int i = 0; i < 10; i++) {
                stores.probes().reset();
                opened.chats().append(id, thousand);
                assertThat(stores.probes().statements()).isEqualTo(1);
                assertThat(stores.probes().commits()).isEqualTo(1);
            }
        }
    }

    @Test
    final void anUpdateOfASessionIsAReadAndOneStatementUnderTheVersionThatWasRead() {
        try (Storage opened = open()) {
            SessionStore<Integer> sessions = opened.sessions(Integer.class);
            sessions.getOrCreate(SessionKey.of("kari"), () -> 1);
            stores.probes().reset();
            sessions.update(SessionKey.of("kari"), state -> state + 1);
            assertThat(stores.probes().texts())
                    .satisfiesExactlyInAnyOrder(
                            text -> assertThat(text).startsWith("select").doesNotContain("for update"),
                            text -> assertThat(text).contains("update chat_session", "and version = ?"));
            assertThat(stores.probes().commits()).isEqualTo(1);
        }
    }

    /** Each page begins in the index where the one before ended. */
    @Test
    final void aSnapshotReadsEachRowOnce() throws SQLException {
        long messages = 40 * 300;
        try (Storage opened = open();
                ServerReads reads = new ServerReads(stores.database().connectAsAdministrator())) {
            StoreAccess access = StoreAccess.of(opened).orElseThrow();
            access.loader()
                    .load(IntStream.range(0, 40)
                            .mapToObj(i -> loaded(ConversationId.of("t" + i % 4, "c" + i)))
                            .toList());
            for (StoreScope scope : List.of(StoreScope.everything(), StoreScope.ofTenant("t3"))) {
                long expected = scope.tenant() == null ? messages : messages / 4;
                assertThat(reads.of(() -> read(access, scope))).isBetween(expected, expected + expected / 4);
            }
        }
    }

    private static ConversationSnapshot loaded(ConversationId id) {
        Instant time = Instant.EPOCH;
        List<MessageSnapshot> messages = LongStream.rangeClosed(1, 300)
                .mapToObj(i -> new MessageSnapshot(Message.appended(NewMessage.user("text " + i), i, i, time)))
                .toList();
        return new ConversationSnapshot(
                new Conversation(id, 300, 300, 300, 0, Profile.EMPTY, false, time, time, time), messages);
    }

    private static void read(StoreAccess access, StoreScope scope) {
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            snapshot.conversations().forEachRemaining(found -> found.messages().forEach(message -> {}));
            snapshot.sessions().forEachRemaining(session -> {});
        }
    }

    @Test
    final void noOperationReadsMoreRowsThanItIsAbout() throws SQLException {
        try (Storage opened = open();
                ServerReads reads = new ServerReads(stores.database().connectAsAdministrator())) {
            fill(opened);
            for (String name : List.of("before", "later")) {
                SessionStore<Integer> sessions =
                        opened.sessions(name, Integer.class).assigningOwner("kari");
                IntStream.range(0, (int) FEW_ROWS).forEach(i -> sessions.getOrCreate(SessionKey.of("s" + i), () -> i));
            }
            Map<String, Long> read = new LinkedHashMap<>();
            EveryOperation.of(opened, ConversationId.of("kari"))
                    .forEach((name, operation) -> read.put(name, reads.of(operation)));
            assertThat(read).hasSizeGreaterThan(25);
            assertThat(read.remove("list by tenant and activity")).isBetween(100L, FEW_DAYS / 2);
            assertThat(read.remove("count by tenant")).isBetween((long) CONVERSATIONS, CONVERSATIONS + FEW_ROWS);
            // Its sessions of both stores.
            for (String name : List.of("contents of an owner by role", "contents of an owner of one conversation")) {
                assertThat(read.remove(name)).isBetween(2 * FEW_ROWS, (2 * READS_OF_A_SESSION + 1) * FEW_ROWS);
            }
            assertThat(read)
                    .allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(FEW_ROWS));
            assertThat(reads.of(this::readAllMessages)).isGreaterThan(FEW_ROWS);
        }
    }

    @Test
    final void theLastPageOfAListReadsNoMoreThanTheFirst() throws SQLException {
        try (Storage opened = open();
                ServerReads reads = new ServerReads(stores.database().connectAsAdministrator());
                Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            fill(opened);
            statement.execute("update chat_conversation set owner = 'kari'");
            for (ConversationQuery query : List.of(
                    ConversationQuery.ofTenant("default"),
                    ConversationQuery.ofTenant("default").withOrder(Order.LAST_ACTIVITY),
                    ConversationQuery.ofOwner("kari"))) {
                List<Long> read = new ArrayList<>();
                AtomicReference<String> cursor = new AtomicReference<>();
                do {
                    ConversationQuery next = query.withLimit(100).from(cursor.get());
                    read.add(reads.of(() -> cursor.set(opened.chats().list(next).next())));
                } while (cursor.get() != null);
                assertThat(read)
                        .hasSize(CONVERSATIONS / 100)
                        .allSatisfy(rows ->
                                assertThat(rows).isLessThan(query.order() == Order.CREATED ? FEW_ROWS : FEW_DAYS));
            }
        }
    }

    @Test
    final void theLastPageOfAListOfSessionsReadsNoMoreThanTheFirst() throws SQLException {
        try (Storage opened = open();
                ServerReads reads = new ServerReads(stores.database().connectAsAdministrator())) {
            fillSessions();
            SessionStore<Integer> sessions = opened.sessions("name1", Integer.class);
            for (SessionQuery query : List.of(SessionQuery.ofTenant("default"), SessionQuery.ofOwner("kari"))) {
                List<Long> read = new ArrayList<>();
                AtomicReference<String> cursor = new AtomicReference<>();
                do {
                    SessionQuery next = query.withLimit(100).from(cursor.get());
                    read.add(reads.of(() -> cursor.set(sessions.list(next).next())));
                } while (cursor.get() != null);
                assertThat(read)
                        .hasSize(query.owner() == null ? 10 : 5)
                        .allSatisfy(rows -> assertThat(rows).isLessThan(FEW_ROWS));
            }
        }
    }

    @Test
    final void aCountReadsEachRowOnceAndAnEstimateNone() throws SQLException {
        try (Storage opened = open();
                ServerReads reads = new ServerReads(stores.database().connectAsAdministrator())) {
            fill(opened);
            fillSessions();
            Contents contents = Contents.of(opened).orElseThrow();
            // A part of sessions is read once from the table, and then from temporary ones.
            assertThat(reads.of(() -> contents.count(ContentQuery.ofTenant("default"))))
                    .isBetween(CONVERSATIONS + 3_000L, 2 * CONVERSATIONS + READS_OF_A_SESSION * 3_000L + FEW_ROWS);
            assertThat(reads.of(() -> contents.count(ContentQuery.ofOwner("kari"))))
                    .isBetween(1_500L, READS_OF_A_SESSION * 1_500L + FEW_ROWS);
            assertThat(reads.of(() -> contents.count(ContentQuery.ofTenant("another"))))
                    .isLessThan(FEW_ROWS);
            assertThat(reads.of(contents::estimate)).isLessThan(FEW_ROWS);
        }
    }

    /** Three stores of 1,000 sessions each, half of which belong to an owner. */
    private void fillSessions() throws SQLException {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into chat_session (tenant, name, id, owner, version, state, created_micros,"
                    + " updated_micros, removed, write_token)"
                    + " with recursive n (i) as (select 0 union all select i + 1 from n where i < 999)"
                    + " select 'default', concat('name', s.i), concat('id ', n.i),"
                    + " if(n.i % 2 = 0, 'kari', concat('owner ', n.i)), 1, '7', 0, 0, 0, n.i"
                    + " from n, (select 0 as i union all select 1 union all select 2) s");
        }
    }

    /** Each conversation was last active an hour after the one before. */
    private void fill(Storage opened) throws SQLException {
        opened.chats()
                .appendAll(IntStream.range(0, CONVERSATIONS)
                        .mapToObj(i -> Append.of(
                                ConversationId.of("filler " + i),
                                NewMessage.user("one").withId("id " + i),
                                NewMessage.user("two")))
                        .toList());
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update chat_conversation set active_micros = active_micros"
                    + " - (2000 - cast(substr(id, 8) as unsigned)) * 3600000000");
        }
    }

    private void readAllMessages() {
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select max(text) from chat_message").close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    final void lockingHeadsLocksTheirRowsAndNoOther() throws Exception {
        try (Storage opened = open();
                Connection connection = stores.database().connectAsAdministrator()) {
            fill(opened);
            connection.setAutoCommit(false);
            String text = stores.text("select_heads").replace(":conversations", "?");
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                statement.setString(
                        1,
                        "[{\"tenant\":\"default\",\"id\":\"filler 700\"},{\"tenant\":\"default\",\"id\":\"filler 7\"}]");
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getString("id")).isEqualTo("filler 700");
                    rows.next();
                    assertThat(rows.getString("id")).isEqualTo("filler 7");
                    assertThat(rows.next()).isFalse();
                }
            }
            assertThat(locked(connection)).containsExactly(2L);
            connection.rollback();
        }
    }

    private static List<Long> locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select trx_rows_locked from information_schema.innodb_trx"
                        + " where trx_mysql_thread_id = connection_id()")) {
            row.next();
            return List.of(row.getLong(1));
        }
    }
}
