package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No statement that counts what the store holds reads more than its Javadoc says. */
class PostgresContentsPlansIT {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    @Test
    void aCountReadsTheRowsThatItCountsAndAnEstimateNone() throws SQLException {
        STORES.database().clear();
        List<String> texts;
        try (Storage stores = ChatStorage.builder()
                .url(STORES.database().url())
                .backend(new PostgresBackendProvider(null, STORES.probes()))
                .open()) {
            Contents contents = Contents.of(stores).orElseThrow();
            stores.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
            STORES.probes().reset();
            contents.count(ContentQuery.ofTenant("default").withTextBytes());
            contents.count(ContentQuery.ofOwner("kari"));
            contents.tenants().next();
            contents.estimate();
            texts = STORES.probes().texts();
        }
        assertThat(texts).hasSize(7);
        try (Connection connection = STORES.database().connect()) {
            PostgresStatementsIT.fillConversations(connection);
            PostgresStatementsIT.fillSessions(connection);
            Long soon = Long.MAX_VALUE;
            assertThat(PostgresStatementsIT.plan(connection, texts.get(0), "default", soon, "", 1000))
                    .contains("Index Scan using chat_conversation_by_tenant on chat_conversation c (actual rows=1000")
                    .doesNotContain("Sort");
            assertThat(PostgresStatementsIT.plan(
                            connection, texts.get(1), "default", "kari", 1, 1, "default", "kari", "default", "kari"))
                    .doesNotContain("Seq Scan on chat_message");
            assertThat(PostgresStatementsIT.plan(connection, texts.get(2), "default", "", "", 1000))
                    .contains("Index Scan using chat_session_pkey on chat_session (actual rows=1000")
                    .doesNotContain("Rows Removed");
            assertThat(PostgresStatementsIT.plan(connection, texts.get(4), "default", "kari", "kari", "", "", 1000))
                    .contains("Index Scan using chat_session_by_owner on chat_session (actual rows=1000")
                    .doesNotContain("Rows Removed");
            assertThat(PostgresStatementsIT.plan(connection, texts.get(5), "", ""))
                    .contains("Index Only Scan")
                    .doesNotContain("Seq Scan");
            assertThat(PostgresStatementsIT.plan(connection, texts.get(6))).doesNotContain("on chat_");
        }
    }
}
