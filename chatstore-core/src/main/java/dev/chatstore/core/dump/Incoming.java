package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationSnapshot;
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
