package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The row that a conversation's sequences and versions are counted in, held by the transaction that reads it.
 *
 * @param version the version, of a removed conversation the one that its successor goes on from
 * @param lastSequence the sequence of the newest message
 * @param present whether the conversation is there
 */
record Head(long version, long lastSequence, boolean present) {
    static final Head ABSENT = new Head(0, 0, false);

    /** Returns the version that a caller sees: 0 where there is nothing. */
    long visibleVersion() {
        return present ? version : 0;
    }

    boolean isRemoved() {
        return !present && version > 0;
    }

    static String keys(Collection<ConversationId> ids) {
        JsonRows rows = new JsonRows();
        ids.forEach(id -> rows.row().text("tenant", id.tenant()).text("id", id.value()));
        return rows.toJson();
    }

    /** Returns the heads of those conversations that have a row, holding them until the transaction ends. */
    static Map<ConversationId, Head> select(Engine engine, Handle handle, Collection<ConversationId> ids) {
        // One by its plain key: for a single append, the making of a table out of keys takes as long as the rest.
        Query query = ids.size() == 1
                ? engine.query(handle, Sql.SELECT_HEAD, ids.iterator().next())
                : engine.query(handle, Sql.SELECT_HEADS).bind("conversations", keys(ids));
        Map<ConversationId, Head> heads = new HashMap<>();
        query.map((row, context) -> {
                    ConversationId id = new ConversationId(row.getString("tenant"), row.getString("id"));
                    row.getLong("deleted_micros");
                    boolean present = row.wasNull();
                    return heads.put(id, new Head(row.getLong("version"), row.getLong("last_sequence"), present));
                })
                .forEach(before -> {});
        return heads;
    }
}
