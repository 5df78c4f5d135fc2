package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.ErasureCertificate.Outcome;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an erasure leaves in the tables of a server. */
final class ErasureOnServersIT {
    private static final String PERSON = "kari-4799887766";
    private static final String MARKER = "zebra-marker";
    private static final String TENANT = "acme";
    private static final ConversationId GROUP = ConversationId.of(TENANT, "group");

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));

    private static void fill(ChatStore chats) {
        ConversationId owned = ConversationId.of(TENANT, PERSON + "-1");
        chats.open(owned, Profile.EMPTY.withOwner(PERSON).withTitle(MARKER));
        chats.append(
                owned,
                NewMessage.user(MARKER).withId(PERSON),
                NewMessage.assistant(MARKER).withParent(0L));
        chats.edit(owned, 1, MessageEdit.of(MARKER + " edited"));
        chats.append(
                GROUP,
                NewMessage.user("of others"),
                NewMessage.user(MARKER).withAuthor(PERSON).withId(PERSON + ":2").withMetadata(Map.of("from", MARKER)));
        chats.edit(GROUP, 2, MessageEdit.of(MARKER + " edited"));
    }

    /** Returns the tables that have a text in any column. */
    private static List<String> tablesWith(TestDatabase database, String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "chat\\_%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    if (has(rows, text)) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static boolean has(ResultSet rows, String text) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                if (String.valueOf(rows.getString(i)).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void noTableHasAnythingOfThePerson(ServerKind kind) throws SQLException {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        try (ChatStorage storage = ChatStorage.builder()
                .url(database.url())
                .clock(clock)
                .expiryClock(clock)
                .open()) {
            fill(storage.chats());
            storage.sessions(String.class)
                    .assigningOwner(PERSON)
                    .getOrCreate(SessionKey.of(TENANT, PERSON), () -> MARKER);
            assertThat(tablesWith(database, MARKER))
                    .contains("chat_message", "chat_revision", "chat_profile", "chat_session");

            String run = Erasure.newRun();
            Erasure erasure =
                    Erasure.of(storage, Person.of(TENANT, PERSON), "operator").withRun(run);
            ErasureCertificate certificate = erasure.run().certificate();
            assertThat(certificate.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(certificate.sanitized()).isFalse();
            assertThat(tablesWith(database, MARKER)).isEmpty();
            assertThat(tablesWith(database, PERSON)).containsExactlyInAnyOrder("chat_conversation", "chat_session");

            clock.advance(Backend.REMEMBERED.plus(Duration.ofSeconds(1)));
            assertThat(erasure.run().certificate().rememberedUntil()).isNull();
            assertThat(tablesWith(database, PERSON)).isEmpty();
            assertThat(storage.chats().find(GROUP).orElseThrow().messageCount()).isEqualTo(2);
        }
    }
}
