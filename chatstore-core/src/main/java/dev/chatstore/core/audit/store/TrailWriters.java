package dev.chatstore.core.audit.store;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.audit.AuditTrail;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes the trails of a store, for all actors. Safe for use by several threads. */
final class TrailWriters {
    private final Map<TrailId, TrailWriter> writers = new ConcurrentHashMap<>();
    private final AuditCounters counters = new AuditCounters();
    private final Backend durable;
    private final InstantSource clock;
    private volatile @Nullable String identity;

    /**
     * Creates it. It asks no server.
     *
     * @param durable the backend that keeps the trails, without caches
     */
    TrailWriters(Backend durable, InstantSource clock) {
        this.durable = durable;
        this.clock = clock;
    }

    Backend durable() {
        return durable;
    }

    AuditCounters counters() {
        return counters;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Writes an entry into the trail of its subject's tenant, and returns its number. */
    long write(EntryDraft draft) {
        String tenant = draft.subject().tenant();
        return write(trail(tenant == null ? AuditTrail.WHOLE_STORE : tenant), draft);
    }

    long write(TrailId trail, EntryDraft draft) {
        return writers.computeIfAbsent(trail, id -> new TrailWriter(durable.chats(), id, counters))
                .write(draft);
    }

    /** Returns the store's own trail of a tenant. */
    TrailId trail(String tenant) {
        return new TrailId(store(), tenant);
    }

    boolean owns(ConversationId conversation) {
        return conversation.tenant().equals(AuditTrail.TENANT)
                && conversation.value().startsWith(store() + "/");
    }

    private String store() {
        String known = identity;
        if (known == null) {
            known = durable.identity();
            identity = known;
        }
        return known;
    }
}
