package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.redis.client.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message whose id is taken, as far as a second sending of it is concerned.
 *
 * @param print its fingerprint, or a word if it was redacted
 */
record TakenId(long sequence, long version, long parent, String print) {
    private static TakenId of(String record) {
        String[] parts = record.split(" ", -1);
        try {
            return new TakenId(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw Reply.unreadable();
        }
    }

    /** Returns whether a message is the one that came first; of a redacted one nobody can tell any more. */
    private boolean cameAs(NewMessage message) {
        long messageParent = message.parent() == null ? sequence - 1 : message.parent();
        return print.equals("redacted")
                || (messageParent == parent && print.equals(Long.toString(Fingerprint.of(message))));
    }

    /**
     * Returns the receipt of messages that are all there already.
     *
     * @param ids the ids that are taken, each followed by what is known of its message
     * @throws DuplicateMessageException if some are new, or are not as they came first
     */
    static AppendReceipt duplicate(Append append, Reply ids) {
        Map<String, TakenId> known = new HashMap<>();
        for (int i = 0; i < ids.size(); i += 2) {
            known.put(ids.text(i), of(ids.text(i + 1)));
        }
        Map<String, Long> there = new LinkedHashMap<>();
        Map<String, Long> different = new LinkedHashMap<>();
        long newest = 0;
        for (NewMessage message : append.messages()) {
            TakenId existing = message.id() == null ? null : known.get(message.id());
            if (existing != null) {
                there.put(message.id(), existing.sequence());
                newest = Math.max(newest, existing.version());
                if (!existing.cameAs(message)) {
                    different.put(message.id(), existing.sequence());
                }
            }
        }
        if (there.size() < append.messages().size()) {
            throw DuplicateMessageException.mixed(append.conversation(), there);
        }
        if (!different.isEmpty()) {
            throw DuplicateMessageException.differs(append.conversation(), different);
        }
        return AppendReceipt.duplicate(append.conversation(), new ArrayList<>(there.values()), newest);
    }
}
