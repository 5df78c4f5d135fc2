package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.cache.CacheSettings;
import dev.chatstore.core.operations.Caches;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the newest conversations in the background, up to a number and a duration, and until the storage is closed. */
final class Warmup {
    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
    private static final int PAGE = 100;

    private final ChatStore durable;
    private final Caches caches;
    private final LongSupplier nanos;
    private final int count;
    private final long end;
    private volatile boolean closed;

    Warmup(ChatStore durable, Caches caches, Settings settings, LongSupplier nanos) {
        this.durable = durable;
        this.caches = caches;
        this.nanos = nanos;
        count = settings.get(CacheSettings.WARM);
        end = nanos.getAsLong() + settings.get(CacheSettings.WARM_TIME).toNanos();
    }

    /** Starts the thread that loads, if there is anything to load. */
    void start() {
        if (count > 0) {
            try {
                BackgroundThreads.named("chatstore-warmup").newThread(this::run).start();
            } catch (Throwable e) {
                // The cache fills without it, too.
                LOG.warn(
                        "conversations are not loaded into the cache: {}",
                        e.getClass().getName());
            }
        }
    }

    private void run() {
        try {
            LOG.debug("{} conversations are cached", load());
        } catch (ChatStoreException e) {
            LOG.warn("loading conversations into the cache ended early: {}", e.getMessage());
        } catch (Throwable e) {
            // Its message may quote what users wrote.
            LOG.warn(
                    "loading conversations into the cache ended early: {}",
                    e.getClass().getName());
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
