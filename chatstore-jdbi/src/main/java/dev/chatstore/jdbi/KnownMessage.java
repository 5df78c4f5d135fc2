package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Fingerprint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A message whose id is taken, as far as a second sending of it is concerned. */
record KnownMessage(long sequence, long version, long parent, boolean redacted, long fingerprint) {
    /** Names a message by the id that its sender gave it. */
    record Key(ConversationId conversation, String id) {}

    /** Returns whether a message is the one that came first; of a redacted one nobody can tell any more. */
    boolean cameAs(NewMessage message) {
        long messageParent = message.parent() == null ? sequence - 1 : message.parent();
        return redacted || (messageParent == parent && Fingerprint.of(message) == fingerprint);
    }

    /** Returns those messages that are there. */
    static Map<Key, KnownMessage> select(Engine engine, Handle handle, List<MarkedAppend> appends) {
        JsonRows keys = new JsonRows();
        for (MarkedAppend marked : appends) {
            ConversationId id = marked.append().conversation();
            for (NewMessage message : marked.append().messages()) {
                if (message.id() != null) {
                    keys.row()
                            .text("tenant", id.tenant())
                            .text("conversation", id.value())
                            .text("id", message.id());
                }
            }
        }
        Map<Key, KnownMessage> known = new HashMap<>();
        if (!keys.isEmpty()) {
            engine.query(handle, Sql.SELECT_KNOWN_MESSAGES)
                    .bind("messages", keys.toJson())
                    .map((row, context) -> {
                        Key key = new Key(
                                new ConversationId(row.getString("tenant"), row.getString("conversation")),
                                row.getString("id"));
                        long sequence = row.getLong("sequence");
                        long parent = row.getLong("parent");
                        parent = row.wasNull() ? sequence - 1 : parent;
                        return known.put(
                                key,
                                new KnownMessage(
                                        sequence,
                                        row.getLong("version"),
                                        parent,
                                        row.getInt("redacted") != 0,
                                        row.getLong("fingerprint")));
                    })
                    .forEach(before -> {});
        }
        return known;
    }
}
