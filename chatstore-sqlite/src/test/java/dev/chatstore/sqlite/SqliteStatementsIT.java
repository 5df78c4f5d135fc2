package dev.chatstore.sqlite;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.EveryOperation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cost of each operation in statements, as its Javadoc names it. None of them scans a table. */
class SqliteStatementsIT {
    private static final Map<String, Integer> COSTS = Map.ofEntries(
            entry("open a new one", 4),
            entry("open an existing one", 1),
            entry("append", 3),
            entry("append with ids", 3),
            entry("append the same again", 4),
            entry("append to many", 4),
            entry("append and conflict", 3),
            entry("append with a profile", 3),
            entry("append with a profile to a new one", 4),
            entry("append a reply", 3),
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

    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("bot.db");
    }

    private Storage open() {
        return sqlite.open("sqlite:" + file, InstantSource.system(), Map.of("sessions.ttl", "1h"));
    }

    @Test
    void eachOperationCostsTheStatementsThatItsJavadocNames() {
        try (Storage stores = open()) {
            Map<String, Integer> measured = new LinkedHashMap<>();
            EveryOperation.of(stores, ConversationId.of("kari")).forEach((name, operation) -> {
                sqlite.probes().reset();
                operation.run();
                measured.put(name, (int) sqlite.probes().statements());
            });
            assertThat(measured).containsExactlyInAnyOrderEntriesOf(COSTS);
        }
    }

    @Test
    void anAppendCostsTheSameWhateverItsSizeAndTheLengthOfTheHistory() {
        ConversationId id = ConversationId.of("long");
        List<NewMessage> thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> NewMessage.user("m" + i))
                .toList();
        try (Storage stores = open()) {
            for (int i = 0; i < 10; i++) {
                sqlite.probes().reset();
                stores.chats().append(id, thousand);
                assertThat(sqlite.probes().statements()).isEqualTo(3);
                assertThat(sqlite.probes().commits()).isEqualTo(1);
            }
        }
    }

    @Test
    void appendsToAThousandConversationsInOneCallShareOneCommit() {
        List<Append> appends = IntStream.range(0, 1_000)
                .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("hello")))
                .toList();
        try (Storage stores = open()) {
            sqlite.probes().reset();
            stores.chats()
                    .appendAll(appends)
                    .forEach(outcome -> assertThat(outcome.receipt().version()).isEqualTo(1));
            assertThat(sqlite.probes().statements()).isEqualTo(3);
            assertThat(sqlite.probes().commits()).isEqualTo(1);
        }
    }

    @Test
    void noStatementScansATable() throws Exception {
        List<String> texts;
        try (Storage stores = open()) {
            fill(stores);
            sqlite.probes().reset();
            EveryOperation.of(stores, ConversationId.of("kari")).values().forEach(Runnable::run);
            readSnapshots(stores);
            texts = sqlite.probes().texts().stream().distinct().toList();
        }
        assertThat(texts).hasSizeGreaterThan(25);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().execute("analyze");
            List<String> scans = new ArrayList<>();
            for (String text : texts) {
                List<String> plan = plan(connection, text);
                plan.stream()
                        .filter(step -> readsAll(step) && !readsSubquery(step, plan))
                        .forEach(step -> scans.add(step + " in " + text));
            }
            assertThat(scans).isEmpty();
            assertThat(plan(connection, "select * from chat_message where text = ?"))
                    .anyMatch(SqliteStatementsIT::readsAll);
        }
    }

    @Test
    void aListOfSessionsBeginsInTheIndexRightAfterThePageBefore() throws Exception {
        List<String> texts;
        try (Storage stores = open()) {
            sqlite.probes().reset();
            for (SessionQuery query : List.of(SessionQuery.ofTenant("default"), SessionQuery.ofOwner("kari"))) {
                stores.sessions(Integer.class).list(query);
            }
            texts = sqlite.probes().texts();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(texts)
                    .hasSize(2)
                    .allSatisfy(text -> assertThat(plan(connection, text))
                            .singleElement()
                            .asString()
                            .contains("(name,id)>(?,?) AND name<?"));
            assertThat(plan(connection, texts.get(1)))
                    .first()
                    .asString()
                    .contains("INDEX chat_session_by_owner (tenant=? AND owner=? AND ");
        }
    }

    @Test
    void aSnapshotBeginsEachPageInTheIndexRightAfterTheOneBefore() throws Exception {
        List<String> texts;
        try (Storage stores = open()) {
            sqlite.probes().reset();
            readSnapshots(stores);
            texts = sqlite.probes().texts();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            List<String> steps = new ArrayList<>();
            for (String text : texts) {
                steps.addAll(plan(connection, text));
            }
            assertThat(steps)
                    .anyMatch(step -> step.contains("PRIMARY KEY ((tenant,id)>(?,?))"))
                    .anyMatch(step -> step.contains("PRIMARY KEY (tenant=? AND id>?)"))
                    .anyMatch(step -> step.contains(
                            "chat_conversation_by_owner (tenant=? AND owner=? AND (created_micros,id)<(?,?))"))
                    .anyMatch(step -> step.contains("PRIMARY KEY ((tenant,conversation,sequence)>(?,?,?))"))
                    .anyMatch(step -> step.contains("PRIMARY KEY (tenant=? AND (conversation,sequence)>(?,?))"))
                    .anyMatch(step -> step.contains("PRIMARY KEY ((tenant,conversation,sequence,revision)>(?,?,?,?))"))
                    .anyMatch(step -> step.contains("PRIMARY KEY ((tenant,name,id)>(?,?,?))"));
        }
    }

    @Test
    void aListByActivitySortsOnlyWithinDaysAndNoListSortsWhatIsIndexed() throws Exception {
        List<String> texts;
        try (Storage stores = open()) {
            sqlite.probes().reset();
            stores.chats().list(ConversationQuery.ofTenant("default").withOrder(Order.LAST_ACTIVITY));
            stores.chats().count(ConversationQuery.ofTenant("default"));
            stores.chats().count(ConversationQuery.ofOwner("kari"));
            texts = sqlite.probes().texts();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(plan(connection, texts.get(0)))
                    .anyMatch(step -> step.contains(
                            "SEARCH h USING INDEX chat_conversation_by_activity (tenant=? AND active_day<?)"))
                    .contains("USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY");
            assertThat(plan(connection, texts.get(1)))
                    .singleElement()
                    .asString()
                    .startsWith("SEARCH c USING COVERING INDEX ");
            assertThat(plan(connection, texts.get(2)))
                    .singleElement()
                    .asString()
                    .startsWith("SEARCH c USING COVERING INDEX chat_conversation_by_owner (tenant=? AND owner=?");
        }
    }

    private static void readSnapshots(Storage stores) {
        stores.chats().append(ConversationId.of("edited"), NewMessage.user("one"));
        stores.chats().edit(ConversationId.of("edited"), 1, MessageEdit.of("uno"));
        for (StoreScope scope : List.of(
                StoreScope.everything(), StoreScope.ofTenant("default"), StoreScope.ofOwner("default", "kari"))) {
            try (StoreSnapshot snapshot = StoreAccess.of(stores).orElseThrow().snapshot(scope)) {
                snapshot.conversations()
                        .forEachRemaining(found -> found.messages().forEach(message -> {}));
                snapshot.sessions().forEachRemaining(session -> {});
            }
        }
    }

    private static void fill(Storage stores) {
        for (int i = 0; i < 20; i++) {
            List<NewMessage> messages = IntStream.range(0, 500)
                    .mapToObj(m -> NewMessage.user("m" + m).withId("id " + m))
                    .toList();
            stores.chats().append(ConversationId.of("filler " + i), messages);
        }
    }

    private static List<String> plan(Connection connection, String text) throws Exception {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("explain query plan " + text);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }

    /** A step that reads the rows of a subquery of the statement. */
    private static boolean readsSubquery(String step, List<String> plan) {
        String name = step.substring(step.indexOf(' ') + 1);
        return plan.contains("CO-ROUTINE " + name) || plan.contains("MATERIALIZE " + name);
    }

    /** A step of a query plan that reads a whole table or index, or sorts. The table of the store has one row. */
    private static boolean readsAll(String step) {
        boolean rowsGiven = step.equals("SCAN chat_store")
                || step.equals("SCAN CONSTANT ROW")
                || step.startsWith("SCAN k ")
                || step.contains("json_each")
                || step.equals("SCAN path");
        return step.startsWith("SCAN") && !rowsGiven;
    }
}
