package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Collection;
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
    /** Less common parts of a message, such as metadata, are rarely larger. */
    private static final int PER_MESSAGE = 200;

    /** Returns a conversation of a snapshot, whose digest is computed when it is needed. */
    static Incoming of(ConversationSnapshot conversation) {
        return new Incoming(ReadableContent.checked(conversation), null, heldBytes(conversation), () -> {});
    }

    /** Returns about how many bytes of texts it holds. One that is read in pages counts as the largest of them. */
    private static long heldBytes(ConversationSnapshot conversation) {
        if (!(conversation.messages() instanceof Collection<MessageSnapshot> held)) {
            return SpooledMessages.MEMORY_BYTES;
        }
        long bytes = 0;
        for (MessageSnapshot snapshot : held) {
            bytes += PER_MESSAGE + snapshot.message().text().length();
            for (Message revision : snapshot.earlier()) {
                bytes += PER_MESSAGE + revision.text().length();
            }
        }
        return bytes;
    }

    ConversationId id() {
        return snapshot.id();
    }

    long messages() {
        return snapshot.head().messageCount();
    }

    /** Returns the digest, for which the messages may have to be read. */
    String digest() {
        return knownDigest == null ? Contents.digest(snapshot) : knownDigest;
    }
}
