package dev.chatstore.core.dump;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.load.SteadyReading;
import dev.chatstore.core.pseudonym.Pseudonyms;

/**
 * What a store or a dump holds, in numbers and one digest. Two of them are equal if all conversations, messages and sessions
 * are, in every field and with their versions, whatever the backends are and in whatever order they list them.
 *
 * @param conversations the number of conversations
 * @param messages the number of their messages
 * @param sessions the number of live sessions
 * @param digest the sum of the SHA-256 digests of all conversations and sessions, in 64 hexadecimal digits. It shows
 *     differences that happen, not those that somebody forges
 */
public record StoreDigest(long conversations, long messages, long sessions, String digest) {
    /**
     * Returns the digest of a part of a storage. Reads all of it, from one {@linkplain StoreDump snapshot}.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     * @throws CorruptDataException if a conversation or session cannot be read
     * @throws UnavailableException if the store is out of reach
     */
    public static StoreDigest of(Storage storage, StoreScope given) {
        StoreScope scope = Pseudonyms.in(storage).of(given);
        DigestSum sum = new DigestSum();
        try (StoreSnapshot snapshot = Access.to(storage).snapshot(scope)) {
            snapshot.conversations().forEachRemaining(conversation -> add(sum, snapshot, scope, conversation));
            snapshot.sessions().forEachRemaining(session -> add(sum, session));
        }
        return sum.total();
    }

    private static void add(DigestSum sum, StoreSnapshot snapshot, StoreScope scope, ConversationSnapshot first) {
        SteadyReading.<RuntimeException>readWhole(snapshot, scope, first, conversation -> {
            String digest = ContentDigests.digest(ReadableContent.checked(conversation));
            sum.add(conversation.head(), digest);
        });
    }

    private static void add(DigestSum sum, StoredSession session) {
        sum.add(session, ContentDigests.digest(session));
    }

    Quantity quantity() {
        return new Quantity(conversations, messages, sessions);
    }

    /** Returns the numbers and the digest as a sentence without a full stop. */
    @Override
    public String toString() {
        return quantity() + ", digest " + digest;
    }
}
