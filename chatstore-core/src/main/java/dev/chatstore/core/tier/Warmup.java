package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.operations.Caches;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the newest conversations in the background: so many, for so long, and until the storage is closed. */
final class Warmup implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
    private static final int PAGE = 100;

    private final ChatStore durable;
    private final Caches caches;
    private final LongSupplier nanos;
    private final int count;
    private final long end;
    private volatile boolean closed;

    private Warmup(ChatStore durable, Caches caches, Settings settings, LongSupplier nanos) {
        this.durable = durable;
        this.caches = caches;
        this.nanos = nanos;
        count = settings.get(CacheSettings.WARM);
        end = nanos.getAsLong() + settings.get(CacheSettings.WARM_TIME).toNanos();
    }

    static Warmup start(ChatStore durable, Caches caches, Settings settings, LongSupplier nanos) {
        Warmup warmup = new Warmup(durable, caches, settings, nanos);
        if (warmup.count > 0) {
            Thread thread = new Thread(warmup, "chatstore-warmup");
            thread.setDaemon(true);
            thread.start();
        }
        return warmup;
    }

    @Override
    public void run() {
        try {
            LOG.debug("{} conversations are warm", load());
        } catch (ChatStoreException e) {
            LOG.warn("warming up ended early: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Its message may quote what users wrote.
            LOG.warn("warming up ended early: {}", e.getClass().getName());
        }
    }

    private int load() {
        int warm = 0;
        String next = null;
        ConversationQuery newest = ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT);
        do {
            Page<Conversation> page =
                    durable.list(newest.withLimit(Math.min(PAGE, count - warm)).from(next));
            for (Conversation conversation : page.items()) {
                if (isOver()) {
                    return warm;
                }
                warm += caches.warm(List.of(conversation.id()));
            }
            next = page.next();
        } while (next != null && warm < count);
        return warm;
    }

    private boolean isOver() {
        return closed || nanos.getAsLong() - end >= 0;
    }

    void close() {
        closed = true;
    }
}
