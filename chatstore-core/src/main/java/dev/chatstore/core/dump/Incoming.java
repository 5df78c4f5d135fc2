package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.dump.form.Spooled;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that is to be stored.
 *
 * @param snapshot the conversation
 * @param knownDigest its digest, or null if it was not computed
 * @param bytes about how many bytes of it are in memory
 * @param release frees what it holds, once it was stored or not
 */
record Incoming(ConversationSnapshot snapshot, @Nullable String knownDigest, long bytes, Runnable release) {
    /** What an object takes besides its texts. */
    private static final int PER_OBJECT = 200;

    /** Returns a conversation of a snapshot, whose digest is computed when it is needed. */
    static Incoming of(ConversationSnapshot conversation) {
        return new Incoming(ReadableContent.checked(conversation), null, heldBytes(conversation), () -> {});
    }

    /** Returns about how many bytes are in memory. What is read in pages counts as the largest of them. */
    private static long heldBytes(ConversationSnapshot conversation) {
        long bytes = bytes(conversation.head().profile());
        if (!(conversation.messages() instanceof Collection<MessageSnapshot> held)) {
            return bytes + Spooled.MEMORY_BYTES;
        }
        for (MessageSnapshot snapshot : held) {
            bytes += bytes(snapshot.message());
            for (Message revision : snapshot.earlier()) {
                bytes += bytes(revision);
            }
        }
        return bytes;
    }

    /** Returns about how many bytes a profile takes in memory. */
    static long bytes(Profile profile) {
        String prompt = profile.systemPrompt();
        return PER_OBJECT + (prompt == null ? 0 : prompt.length()) + bytes(profile.metadata());
    }

    private static long bytes(Message message) {
        return PER_OBJECT * (1L + message.attachments().size()) + message.text().length() + bytes(message.metadata());
    }

    private static long bytes(Map<String, @Nullable Object> metadata) {
        return metadata.isEmpty() ? 0 : Json.size(metadata);
    }

    /** Returns this conversation with the stored forms of its ids. The digest of a dump is that of the ids in the dump. */
    Incoming in(Pseudonyms pseudonyms) {
        return pseudonyms.isOn() ? new Incoming(pseudonyms.of(snapshot), null, bytes, release) : this;
    }

    ConversationId id() {
        return snapshot.id();
    }

    long messages() {
        return snapshot.head().messageCount();
    }

    /** Returns the digest, for which the messages may have to be read. */
    String digest() {
        return knownDigest == null ? ContentDigests.digest(snapshot) : knownDigest;
    }
}
