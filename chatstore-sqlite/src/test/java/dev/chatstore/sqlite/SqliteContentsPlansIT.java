package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement that counts what the store holds reads more than its Javadoc says. */
class SqliteContentsPlansIT {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Test
    void aCountReadsTheIndexesOfWhatItCountsAndNoRowBehindThem() throws Exception {
        Path file = folder.resolve("bot.db");
        List<String> texts;
        try (Storage stores = sqlite.open("sqlite:" + file, InstantSource.system(), Map.of())) {
            Contents contents = Contents.of(stores).orElseThrow();
            stores.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
            sqlite.probes().reset();
            contents.count(ContentQuery.ofTenant("default").withTextBytes());
            contents.count(ContentQuery.ofOwner("kari"));
            contents.estimate();
            contents.tenants().next();
            texts = sqlite.probes().texts();
        }
        assertThat(texts).hasSize(7);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(plan(connection, texts.get(0)))
                    .contains("SEARCH c USING INDEX chat_conversation_by_tenant (tenant=? AND"
                            + " (created_micros,id)<(?,?))")
                    .noneMatch(step -> step.contains("TEMP B-TREE"));
            assertThat(plan(connection, texts.get(1)))
                    .contains("SEARCH m USING PRIMARY KEY (tenant=? AND conversation=? AND sequence>? AND sequence<?)");
            assertThat(plan(connection, texts.get(2)))
                    // An upper bound would be compared with each row, which is read for that with its state.
                    .contains("SEARCH chat_session USING PRIMARY KEY ((tenant,name,id)>(?,?,?))")
                    .contains("SEARCH e USING COVERING INDEX chat_session_by_expiry (expires_micros<?)");
            assertThat(plan(connection, texts.get(3)))
                    .contains("SEARCH c USING INDEX chat_conversation_by_owner (tenant=? AND owner=? AND"
                            + " (created_micros,id)<(?,?))");
            assertThat(plan(connection, texts.get(4)))
                    .contains("SEARCH chat_session USING COVERING INDEX chat_session_by_owner (tenant=? AND owner=?"
                            + " AND (name,id)>(?,?))")
                    .contains("SEARCH e USING COVERING INDEX chat_session_by_expiry (expires_micros<?)");
            assertThat(plan(connection, texts.get(5)))
                    .anyMatch(step -> step.startsWith("SCAN chat_conversation"))
                    .contains("SCAN chat_session")
                    .contains("SEARCH chat_session USING COVERING INDEX chat_session_by_expiry (expires_micros<?)")
                    .noneMatch(step -> step.contains("chat_message"));
            assertThat(plan(connection, texts.get(6)))
                    .contains("SEARCH c USING PRIMARY KEY (tenant>?)", "SEARCH s USING PRIMARY KEY (tenant>?)");
        }
    }

    @Test
    void aCountOfSessionsReadsNoState() throws Exception {
        Path file = folder.resolve("sessions.db");
        List<String> texts;
        try (Storage stores = sqlite.open("sqlite:" + file, InstantSource.system(), Map.of())) {
            for (int i = 0; i < 70; i++) {
                stores.sessions("b", String.class).getOrCreate(SessionKey.of("s" + i), () -> "state");
            }
            stores.sessions("a", String.class).getOrCreate(SessionKey.of("other"), () -> "state");
            stores.sessions("c", String.class).getOrCreate(SessionKey.of("other"), () -> "state");
            stores.sessions("b", String.class).getOrCreate(SessionKey.of("z", "other"), () -> "state");
            stores.sessions("b", String.class).delete(SessionKey.of("s7"));
            sqlite.probes().reset();
            assertThat(stores.sessions("b", String.class).count(SessionQuery.ofTenant("default")))
                    .isEqualTo(69);
            assertThat(stores.sessions("c", String.class).count(SessionQuery.ofTenant("default")))
                    .isEqualTo(1);
            assertThat(stores.sessions("d", String.class).count(SessionQuery.ofTenant("default")))
                    .isZero();
            texts = sqlite.probes().texts();
        }
        assertThat(texts).hasSize(4);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(plan(connection, texts.get(0)))
                    .contains("SEARCH chat_session USING PRIMARY KEY ((tenant,name,id)>(?,?,?))")
                    .contains("SEARCH e USING COVERING INDEX chat_session_by_expiry (expires_micros<?)");
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
}
