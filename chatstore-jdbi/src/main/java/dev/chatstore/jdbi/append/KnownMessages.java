package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.KnownMessage;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.sql.JsonRows;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages whose ids are known in a transaction: those that the group itself adds, and, once they are loaded, those
 * that are stored already. Not safe for use by several threads.
 */
final class KnownMessages {
    private final @Nullable SqlHandle sql;
    private final List<AppendWithToken> group;
    private final Map<ConversationId, ConversationHead> heads;
    private final Map<Key, KnownMessage> messages = new HashMap<>();
    private boolean loaded;

    private record Key(ConversationId conversation, String id) {}

    /**
     * Creates an empty set.
     *
     * @param heads the heads before the group: stored messages after their newest one are of a removed conversation
     */
    KnownMessages(SqlHandle sql, List<AppendWithToken> group, Map<ConversationId, ConversationHead> heads) {
        this.sql = sql;
        this.group = group;
        this.heads = Map.copyOf(heads);
    }

    private KnownMessages() {
        sql = null;
        group = List.of();
        heads = Map.of();
        loaded = true;
    }

    /** Returns an empty set that loads nothing: an id that is stored already is for the database to refuse. */
    static KnownMessages ofGroupAlone() {
        return new KnownMessages();
    }

    /** Loads the stored messages that have the ids of the group, and returns whether there are any. */
    boolean load() {
        loaded = true;
        JsonRows keys = new JsonRows();
        for (AppendWithToken member : group) {
            ConversationId id = member.append().conversation();
            for (NewMessage message : member.append().messages()) {
                if (message.id() != null) {
                    keys.row()
                            .text("tenant", id.tenant())
                            .text("conversation", id.value())
                            .text("id", message.id());
                }
            }
        }
        if (keys.isEmpty()) {
            return false;
        }
        return Objects.requireNonNull(sql)
                .query(Sql.SELECT_KNOWN_MESSAGES)
                .bind("messages", keys.toJson())
                .map((row, context) -> add(row))
                .list()
                .contains(true);
    }

    /** Returns whether the message is one of the conversation. */
    private boolean add(ResultSet row) throws SQLException {
        ConversationId id = new ConversationId(row.getString("tenant"), row.getString("conversation"));
        long sequence = row.getLong("sequence");
        if (sequence > heads.getOrDefault(id, ConversationHead.ABSENT).lastSequence()) {
            return false;
        }
        messages.putIfAbsent(
                new Key(id, row.getString("id")),
                new KnownMessage(
                        sequence, row.getLong("version"), row.getInt("redacted") != 0, row.getLong("fingerprint")));
        return true;
    }

    boolean isLoaded() {
        return loaded;
    }

    void add(ConversationId conversation, String id, KnownMessage message) {
        messages.put(new Key(conversation, id), message);
    }

    boolean containsAnyOf(Append append) {
        return append.messages().stream()
                .anyMatch(message ->
                        message.id() != null && messages.containsKey(new Key(append.conversation(), message.id())));
    }

    /** Returns the receipt of an append that was stored before, or null if none of its messages is known. */
    @Nullable AppendReceipt receipt(Append append) {
        return KnownMessage.receipt(append, id -> messages.get(new Key(append.conversation(), id)));
    }
}
