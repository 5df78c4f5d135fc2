package dev.chatstore.core.backend;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stored message that has an id of the caller's, as far as the decision about a second sending needs it.
 *
 * @param sequence the sequence of the message
 * @param version the version of the conversation that the message's append created
 * @param redacted whether it was redacted, which leaves nothing to compare
 * @param fingerprint the {@linkplain Fingerprint fingerprint} of the message as it was first sent
 */
public record KnownMessage(long sequence, long version, boolean redacted, long fingerprint) {
    /** Returns whether a message is the one that was sent first. A redacted message equals every other. */
    public boolean isSameAs(NewMessage message) {
        return redacted || Fingerprint.of(message) == fingerprint;
    }

    /**
     * Returns the receipt of an append that was stored before, or null if none of its messages is known.
     *
     * @param known returns the stored message of this conversation with an id, or null
     * @throws DuplicateMessageException if some messages are known and others are new, or if a known id comes with
     *     another message
     */
    public static @Nullable AppendReceipt receipt(Append append, Function<String, @Nullable KnownMessage> known) {
        Map<String, Long> existing = new LinkedHashMap<>();
        Map<String, Long> different = new LinkedHashMap<>();
        long newest = 0;
        for (NewMessage message : append.messages()) {
            KnownMessage stored = message.id() == null ? null : known.apply(message.id());
            if (stored != null) {
                existing.put(message.id(), stored.sequence);
                newest = Math.max(newest, stored.version);
                if (!stored.isSameAs(message)) {
                    different.put(message.id(), stored.sequence);
                }
            }
        }
        if (existing.isEmpty()) {
            return null;
        }
        if (existing.size() < append.messages().size()) {
            throw DuplicateMessageException.mixed(append.conversation(), existing);
        }
        if (!different.isEmpty()) {
            throw DuplicateMessageException.differs(append.conversation(), different);
        }
        return AppendReceipt.alreadyStored(append.conversation(), new ArrayList<>(existing.values()), newest);
    }
}
