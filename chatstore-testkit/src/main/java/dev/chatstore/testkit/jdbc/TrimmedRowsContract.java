package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is left in the tables of messages that were removed as old ones, or moved into a segment. */
abstract class TrimmedRowsContract {
    private static final int MANY = 5_000;
    private static final int KEPT = 50;

    private final ConversationId trimmed =
            ConversationId.of("trimmed " + UUID.randomUUID().toString());

    /**
     * Opens the backend under test on the same database each time.
     *
     * @param connections decorates the data sources of the backend
     */
    protected abstract Backend open(UnaryOperator<DataSource> connections, Map<String, String> settings);

    /** Returns a new connection to the database. */
    protected abstract Connection connect() throws SQLException;

    final long rows(String table, ConversationId conversation) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from " + table + " where conversation = '" + conversation.value() + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Returns all values of the rows of messages before a sequence. */
    private String valuesBefore(long first) throws SQLException {
        StringBuilder values = new StringBuilder();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from chat_message where conversation = '"
                        + trimmed.value() + "' and sequence < " + first)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.append(rows.getString(i)).append(' ');
                }
            }
        }
        return values.toString();
    }

    private static int trim(Backend backend, ConversationId id, long first) {
        return backend.oldMessages().trim(id, first, OldMessages.MESSAGES_PER_CALL);
    }

    @Test
    final void ofAMessageWithAnIdNoContentIsLeftAndOfOthersNoRow() throws SQLException {
        try (Backend backend = open(UnaryOperator.identity(), Map.of())) {
            ChatStore chats = backend.chats();
            chats.append(
                    trimmed,
                    NewMessage.assistant("secret")
                            .withId("m1")
                            .withAuthor("secret author")
                            .withAttachments(new Attachment("secret", "secret/plain", 7, "secret"))
                            .withMetadata(Map.of("secret", "secret"))
                            .withTokens(7)
                            .withSaid(Instant.EPOCH.plusSeconds(7)),
                    NewMessage.user("secret"),
                    NewMessage.user("secret").withId("m3").withParent(1L),
                    NewMessage.user("kept").withParent(1L));
            chats.edit(trimmed, 1, MessageEdit.of("secret too"));
            assertThat(trim(backend, trimmed, 4)).isEqualTo(3);

            assertThat(rows("chat_message", trimmed)).isEqualTo(3);
            assertThat(rows("chat_revision", trimmed)).isZero();
            assertThat(valuesBefore(4)).contains("m1", "m3").doesNotContain("secret", "assistant");
            assertThat(chats.delete(trimmed)).isTrue();
            assertThat(rows("chat_message", trimmed)).isZero();
        }
    }

    /** Moves messages of a conversation at a version into a segment. */
    private static boolean put(Backend backend, ConversationId id, long version, long last) {
        String name = UUID.randomUUID().toString().replace("-", "");
        byte[] content = {1, 2, 3};
        Segment segment = new Segment(name, 1, last, 7, 100, "0".repeat(64), null, content.length);
        return backend.segments().orElseThrow().put(id, version, new StoredSegment(segment, content));
    }

    @Test
    final void aMessageInASegmentLeavesWhatARemovedOneLeaves() throws SQLException {
        DataSourceProbes probes = new DataSourceProbes();
        try (Backend backend = open(probes, Map.of())) {
            ChatStore chats = backend.chats();
            chats.append(
                    trimmed,
                    NewMessage.assistant("secret").withId("m1").withMetadata(Map.of("secret", "secret")),
                    NewMessage.user("secret"),
                    NewMessage.user("secret").withId("m3").withParent(1L),
                    NewMessage.user("kept").withParent(1L));
            chats.edit(trimmed, 1, MessageEdit.of("secret too").withTokens(7));
            probes.reset();
            assertThat(put(backend, trimmed, 2, 3)).isTrue();
            assertThat(probes.statements())
                    .as(
                            "the head, the revisions, the replies if they have a table, the two kinds of messages, the segment")
                    .isBetween(5L, 6L);
            assertThat(rows("chat_message", trimmed)).isEqualTo(3);
            assertThat(rows("chat_revision", trimmed)).isZero();
            assertThat(rows("chat_segment", trimmed)).isEqualTo(1);
            assertThat(valuesBefore(4)).contains("m1", "m3").doesNotContain("secret", "assistant");
        }
    }

    @Test
    final void onlyTheDeleteOfAConversationWithSegmentsHasAStatementForThem() throws SQLException {
        DataSourceProbes probes = new DataSourceProbes();
        try (Backend backend = open(probes, Map.of())) {
            backend.chats().append(trimmed, NewMessage.user("one"), NewMessage.user("two"), NewMessage.user("three"));
            probes.reset();
            assertThat(backend.chats().delete(trimmed)).isTrue();
            long statements = probes.statements();
            backend.chats().append(trimmed, NewMessage.user("one"), NewMessage.user("two"), NewMessage.user("three"));
            assertThat(put(backend, trimmed, 3, 2)).isTrue();
            probes.reset();
            assertThat(backend.chats().delete(trimmed)).isTrue();
            assertThat(probes.statements()).isEqualTo(statements + 1);
            assertThat(probes.commits()).isEqualTo(1);
            assertThat(rows("chat_message", trimmed)).isZero();
            assertThat(rows("chat_segment", trimmed)).isZero();
        }
    }

    @Test
    final void aRemovalPassesOverMessagesThatHaveNoRow() throws SQLException {
        DataSourceProbes probes = new DataSourceProbes();
        try (Backend backend = open(probes, Map.of())) {
            backend.chats().append(trimmed, Collections.nCopies(MANY, NewMessage.user("old")));
            int removed;
            do {
                removed = trim(backend, trimmed, MANY - KEPT + 1);
            } while (removed > 0);
            assertThat(rows("chat_message", trimmed)).isEqualTo(KEPT);
            probes.reset();
            assertThat(backend.chats().delete(trimmed)).isTrue();
            assertThat(probes.commits())
                    .as("the mark, a batch of all rows, and the end")
                    .isEqualTo(3);
            assertThat(rows("chat_message", trimmed)).isZero();
            assertThat(rows("chat_removal", trimmed)).isZero();
        }
    }
}
