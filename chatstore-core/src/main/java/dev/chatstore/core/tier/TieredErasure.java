package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.core.cache.WindowCaches;
import java.util.Optional;

/**
 * Erases messages with caches in front. A shared window may have the text of a message next to its redaction until it is
 * compacted, so the conversation is dropped whatever the outcome.
 */
final class TieredErasure implements MessageErasure {
    private final Backend durable;
    private final WindowCaches caches;

    TieredErasure(Backend durable, WindowCaches caches) {
        this.durable = durable;
        this.caches = caches;
    }

    @Override
    public Optional<Message> erase(ConversationId id, long sequence, boolean withId) {
        long start = caches.beginWrite(id);
        try {
            return durable.messageErasure().erase(id, sequence, withId);
        } finally {
            caches.afterCommit(id, () -> caches.invalidate(id));
            caches.afterCommit(id, () -> caches.endWrite(id, start));
            caches.afterCommit(id, caches::flush);
        }
    }
}
