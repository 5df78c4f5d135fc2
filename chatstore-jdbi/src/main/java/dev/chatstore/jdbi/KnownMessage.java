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
        Rows keys = new Rows();
        for (MarkedAppend marked : appends) {
            ConversationId id = marked.append().conversation();
            for (NewMessage message : marked.append().messages()) {
                if (message.id() != null) {
                    keys.add(id.tenant(), id.value(), message.id());
                }
            }
        }
        Map<Key, KnownMessage> known = new HashMap<>();
        if (!keys.isEmpty()) {
            engine.query(handle, Sql.SELECT_KNOWN_MESSAGES)
                    .bind("messages", keys.toJson())
                    .map((row, context) -> {
                        Key key = new Key(new ConversationId(row.getString(1), row.getString(2)), row.getString(3));
                        long sequence = row.getLong(4);
                        long parent = MessageMapper.orElse(row, 6, sequence - 1);
                        return known.put(
                                key,
                                new KnownMessage(sequence, row.getLong(5), parent, row.getInt(7) != 0, row.getLong(8)));
                    })
                    .forEach(before -> {});
        }
        return known;
    }
}
