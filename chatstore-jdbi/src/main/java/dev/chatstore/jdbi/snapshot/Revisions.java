package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.KeyOrder;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.Unreadable;
import dev.chatstore.jdbi.conversation.ConversationMapper;
import dev.chatstore.jdbi.sql.PageSize;
import dev.chatstore.jdbi.sql.SelectList;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The earlier revisions of the messages of a page, as far as they fit into the memory of a page: a range of their table, which
 * has the revisions of these messages and hardly any others. For one thread.
 */
final class Revisions {
    private static final SelectList COLUMNS = new SelectList("snapshot_revision_columns");
    private static final int TENANT = COLUMNS.position("tenant");
    private static final int CONVERSATION = COLUMNS.position("conversation");
    private static final int SEQUENCE = COLUMNS.position("sequence");
    private static final int REVISION = COLUMNS.position("revision");
    private static final int TEXT = COLUMNS.position("text");
    private static final int ATTACHMENTS = COLUMNS.position("attachments");
    private static final int METADATA = COLUMNS.position("metadata");
    private static final int TOKENS = COLUMNS.position("tokens");
    private static final int EDITED = COLUMNS.position("edited_micros");

    private final Map<Key, List<Message>> earlier = new HashMap<>();
    private final Map<Key, Message> edited = new HashMap<>();
    private final PageSize size = new PageSize();

    /** The place of the last row that was read, as it is stored. */
    private String lastTenant;

    private String lastConversation;
    private long lastSequence;
    private long lastRevision;
    private boolean isAtEnd;

    /** Of all that is kept, whatever the number of statements. */
    private long bytes;

    private record Key(ConversationId id, long sequence) {}

    private Revisions(MessageRow first) {
        lastTenant = first.id().tenant();
        lastConversation = first.id().value();
        lastSequence = first.message().sequence();
    }

    /** Reads the revisions of the messages of a page, without a statement if none has any. */
    static @Nullable Revisions of(List<MessageRow> page, SqlHandle sql, int fetchSize) {
        List<MessageRow> rows = page.stream().filter(MessageRow::hasEarlier).toList();
        if (rows.isEmpty()) {
            return null;
        }
        Revisions revisions = new Revisions(rows.get(0));
        rows.forEach(row -> revisions.edited.put(new Key(row.id(), row.message().sequence()), row.message()));
        MessageRow end = rows.get(rows.size() - 1);
        revisions.read(sql, fetchSize, new Key(end.id(), end.message().sequence()));
        return revisions;
    }

    private void read(SqlHandle sql, int fetchSize, Key end) {
        boolean more = true;
        while (more && !isFull() && !isAtEnd && earlier.size() < edited.size()) {
            Query query = sql.query(Sql.SNAPSHOT_REVISIONS)
                    .bind("tenant", lastTenant)
                    .bind("conversation", lastConversation)
                    .bind("sequence", lastSequence)
                    .bind("revision", lastRevision)
                    .bind("limit", size.begin())
                    .setFetchSize(fetchSize);
            query.<@Nullable Void>scanResultSet((rows, context) -> add(rows, context, end));
            more = size.end();
        }
    }

    private boolean isFull() {
        return bytes >= PageSize.BYTES;
    }

    private static boolean isAfter(Key key, Key end) {
        int order = KeyOrder.CONVERSATIONS.compare(key.id(), end.id());
        return order > 0 || (order == 0 && key.sequence() > end.sequence());
    }

    private @Nullable Void add(Supplier<ResultSet> rows, StatementContext context, Key end) throws SQLException {
        try (context) {
            for (ResultSet row = rows.get(); row.next() && !isFull() && !isAtEnd; ) {
                lastTenant = row.getString(TENANT);
                lastConversation = row.getString(CONVERSATION);
                lastSequence = row.getLong(SEQUENCE);
                lastRevision = row.getLong(REVISION);
                // Others are left over from a deleted conversation, or of one whose id cannot be one.
                ConversationId id = ConversationMapper.idOrNull(lastTenant, lastConversation);
                Key key = id == null ? null : new Key(id, lastSequence);
                Message message = key == null ? null : edited.get(key);
                long added = 0;
                if (key != null && message != null) {
                    Message revision = revision(key.id(), message, row);
                    earlier.computeIfAbsent(key, any -> new ArrayList<>()).add(revision);
                    added = new MessageRow(key.id(), revision).bytes();
                }
                isAtEnd = key != null && isAfter(key, end);
                bytes += added;
                size.isFullAfter(added);
            }
            return null;
        }
    }

    private static Message revision(ConversationId id, Message message, ResultSet row) throws SQLException {
        List<Attachment> attachments = Json.readAttachmentsOrNull(row.getString(ATTACHMENTS));
        Map<String, @Nullable Object> metadata = Json.readObjectOrNull(row.getString(METADATA));
        long edited = row.getLong(EDITED);
        boolean wasEdited = !row.wasNull();
        Message revision = new Message(
                message.sequence(),
                message.version(),
                message.id(),
                message.role(),
                message.author(),
                row.getString(TEXT),
                attachments == null ? List.of() : attachments,
                metadata == null ? Map.of() : metadata,
                message.parent(),
                row.getLong(TOKENS),
                row.getInt(REVISION),
                message.created(),
                message.said(),
                wasEdited ? Micros.toInstant(edited) : null,
                false,
                List.of());
        return attachments == null || metadata == null
                ? Unreadable.message(id, revision, message.role(), attachments, metadata)
                : revision;
    }

    /** Returns a message with its revisions, or null if these are not all here. */
    @Nullable MessageSnapshot find(MessageRow row) {
        List<Message> found = earlier.get(new Key(row.id(), row.message().sequence()));
        return found == null || found.size() != row.message().revision() - 1
                ? null
                : new MessageSnapshot(row.message(), found);
    }
}
