package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.core.cache.WindowCaches;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Loads conversations with caches in front. The durable store reports what it has loaded to the caches of this process by
 * itself; a call returns once the shared cache and the other processes were notified too.
 */
final class TieredLoader implements ConversationLoader {
    private final ConversationLoader durable;
    private final WindowCaches caches;

    TieredLoader(ConversationLoader durable, WindowCaches caches) {
        this.durable = durable;
        this.caches = caches;
    }

    @Override
    public Instant now() {
        return durable.now();
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
        return load(conversations.stream().map(ConversationSnapshot::id).toList(), () -> durable.load(conversations));
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
        return load(List.of(conversation.id()), () -> List.of(durable.replace(conversation, expectedVersion)))
                .get(0);
    }

    private List<LoadOutcome> load(List<ConversationId> ids, Supplier<List<LoadOutcome>> call) {
        long[] starts = ids.stream().mapToLong(caches::beginWrite).toArray();
        try {
            List<LoadOutcome> outcomes = call.get();
            outcomes.forEach(outcome -> caches.afterCommit(outcome.conversation(), () -> settle(outcome)));
            return outcomes;
        } catch (ChatStoreException e) {
            if (!(e instanceof UnavailableException unavailable) || unavailable.outcomeUnknown()) {
                forEach(ids, caches::invalidate);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            // An error of the program: the outcome is unknown.
            forEach(ids, caches::invalidate);
            throw e;
        } finally {
            for (int i = 0; i < starts.length; i++) {
                long start = starts[i];
                ConversationId id = ids.get(i);
                caches.afterCommit(id, () -> caches.endWrite(id, start));
            }
            if (!ids.isEmpty()) {
                caches.afterCommit(ids.get(0), caches::flush);
            }
        }
    }

    private void settle(LoadOutcome outcome) {
        if (outcome.loaded()) {
            return;
        }
        // Another process may have created or deleted it, without the caches knowing it yet.
        if (outcome.version() > 0) {
            caches.shown(outcome.conversation(), outcome.version());
        } else {
            caches.invalidate(outcome.conversation());
        }
    }

    private void forEach(List<ConversationId> ids, Consumer<ConversationId> step) {
        ids.forEach(id -> caches.afterCommit(id, () -> step.accept(id)));
    }
}
