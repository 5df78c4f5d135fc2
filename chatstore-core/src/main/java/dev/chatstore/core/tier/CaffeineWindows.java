package dev.chatstore.core.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The windows that a process holds, bounded by the bytes of the heap that they take; a number of conversations is kept by
 * weighing none lighter than its share.
 *
 * <p>A read of a window takes no lock and copies nothing. All that changes a conversation's slot does so in one atomic
 * step on the map, which is where tickets are given and voided.
 */
final class CaffeineWindows implements ConversationCache {
    static final Duration TICKET_LIFE = Duration.ofSeconds(10);

    private static final long LIFE = TICKET_LIFE.toNanos();

    private final Cache<ConversationId, CacheEntry> slots;
    private final Bounds bounds;
    private final LongSupplier nanos;
    private final LastChangeTimes floors;
    private final TierCounters counters;
    private final AtomicLong tickets = new AtomicLong(NO_TICKET);
    private volatile long distrusted;

    /**
     * How much is held.
     *
     * @param bytes how many bytes of the heap
     * @param conversations how many conversations
     * @param messages how many messages of each
     */
    record Bounds(long bytes, int conversations, int messages) {}

    /**
     * Makes an empty cache.
     *
     * @param nanos the time that windows age by, which never goes back
     * @param floors where what is forgotten under pressure leaves a trace
     */
    CaffeineWindows(Bounds bounds, LongSupplier nanos, LastChangeTimes floors, TierCounters counters) {
        this.bounds = bounds;
        this.nanos = nanos;
        this.floors = floors;
        this.counters = counters;
        distrusted = nanos.getAsLong() - Long.MAX_VALUE / 2;
        long least = bounds.bytes / bounds.conversations;
        slots = Caffeine.newBuilder()
                .maximumWeight(bounds.bytes)
                .weigher((ConversationId id, CacheEntry slot) ->
                        (int) Math.min(Integer.MAX_VALUE, Math.max(least, HeapSize.of(id) + slot.bytes())))
                .evictionListener(this::evicted)
                // What there is to tidy is little, and a library should not use threads that it was not given.
                .executor(Runnable::run)
                .build();
    }

    private void evicted(@Nullable ConversationId id, @Nullable CacheEntry slot, RemovalCause cause) {
        if (id != null && slot != null && slot.held() != null) {
            floors.moved(id, slot.movedAt());
            counters.evictions().increment();
        }
    }

    /** Returns the window that is held, without copying it, or null. */
    @Nullable CachedWindow held(ConversationId id) {
        CacheEntry slot = slots.getIfPresent(id);
        return slot == null ? null : slot.held();
    }

    /** Returns whether a window is held that is not older than a version, 0 being that of a conversation that is not there. */
    boolean hasAtLeast(ConversationId id, long version) {
        CachedWindow held = held(id);
        return held != null && (version == 0 ? held.head() == null : held.version() >= version);
    }

    /** Returns whether there is no room for any window. */
    boolean isOff() {
        return bounds.bytes == 0;
    }

    /** Returns how long ago, in nanoseconds, a window was known to be current. */
    long age(CachedWindow held) {
        return nanos.getAsLong() - held.knownAt();
    }

    /** Returns whether a window has been confirmed since changes may have been missed. */
    boolean isTrusted(CachedWindow held) {
        return held.knownAt() - distrusted > 0;
    }

    /** Notes that changes may have been missed: what is held now is to be confirmed before it is used again. */
    void distrust() {
        distrusted = nanos.getAsLong();
    }

    @Override
    public Found find(ConversationId id) {
        CachedWindow held = held(id);
        return held == null
                ? new Found(null, Duration.ZERO, ticket(id))
                : new Found(held.window(id), Duration.ofNanos(age(held)), NO_TICKET);
    }

    @Override
    public long ticket(ConversationId id) {
        long ticket = tickets.incrementAndGet();
        long now = nanos.getAsLong();
        CacheEntry given = slots.asMap().compute(id, (any, slot) -> {
            if (slot == null) {
                return new CacheEntry(null, 0, ticket, now);
            }
            return slot.hasTicket(now, LIFE) ? slot : slot.withTicket(ticket, now);
        });
        return given.ticket() == ticket ? ticket : NO_TICKET;
    }

    @Override
    public boolean fill(long ticket, ConversationWindow window) {
        return fill(ticket, window, 0);
    }

    /**
     * Keeps a window that comes from another cache, as {@link #fill(long, ConversationWindow)} keeps one of the durable
     * store.
     *
     * @param age how old it was already when the ticket was taken, in nanoseconds
     */
    boolean fill(long ticket, ConversationWindow window, long age) {
        long now = nanos.getAsLong();
        AtomicBoolean filled = new AtomicBoolean();
        slots.asMap().computeIfPresent(window.id(), (id, slot) -> {
            if (!slot.holds(ticket, now, LIFE)) {
                return slot;
            }
            if (isOlder(window, slot.held())) {
                return slot.withTicket(NO_TICKET, now);
            }
            filled.set(true);
            return slot.filled(CachedWindow.of(window, bounds.messages, slot.ticketAt() - age), now);
        });
        if (!filled.get()) {
            counters.fillsRefused().increment();
        }
        return filled.get();
    }

    /** One that says that the conversation is not there has no version to compare; its ticket alone speaks for it. */
    private static boolean isOlder(ConversationWindow window, @Nullable CachedWindow held) {
        return window.head() != null && held != null && window.version() < held.version();
    }

    @Override
    public void confirm(long ticket, ConversationId id, long version) {
        long now = nanos.getAsLong();
        slots.asMap().computeIfPresent(id, (any, slot) -> {
            CachedWindow held = slot.held();
            if (held == null || !slot.holds(ticket, now, LIFE) || versionToRead(held) != version) {
                return slot;
            }
            return slot.confirmed(held.knownAt(slot.ticketAt()));
        });
    }

    private static long versionToRead(CachedWindow held) {
        return held.head() == null ? 0 : held.version();
    }

    @Override
    public void apply(List<Change> changes, Duration age) {
        long madeAt = nanos.getAsLong() - age.toNanos();
        changes.forEach(change -> commit(change, madeAt));
    }

    /**
     * Brings in a change that this process has made.
     *
     * @param madeAt when it was committed, at the earliest: the window was current then
     */
    void commit(Change change, long madeAt) {
        move(change, held -> held.after(change, bounds.messages), madeAt);
    }

    /**
     * Brings in a change that another process has made. It may have been long on its way, so it does not make a window
     * new; and it may be of a conversation that had been removed again when it was found not to be there.
     */
    void hear(Change change) {
        move(change, held -> held.version() == 0 ? null : held.after(change, bounds.messages), null);
    }

    private void move(Change change, Function<CachedWindow, @Nullable CachedWindow> step, @Nullable Long madeAt) {
        slots.asMap().computeIfPresent(change.conversation(), (id, slot) -> {
            CachedWindow held = slot.held();
            if (held == null) {
                return null;
            }
            CachedWindow after = step.apply(held);
            if (after == null) {
                counters.staleDrops().increment();
                floors.moved(id, slot.movedAt());
                return null;
            }
            if (after.version() == held.version()) {
                return slot;
            }
            return slot.filled(madeAt == null ? after : after.knownAt(madeAt), nanos.getAsLong());
        });
    }

    @Override
    public void drop(Collection<ConversationId> ids) {
        slots.invalidateAll(ids);
    }

    /** Forgets a window as if there were no room for it. */
    void evict(ConversationId id) {
        slots.asMap().computeIfPresent(id, (any, slot) -> {
            if (slot.held() != null) {
                floors.moved(id, slot.movedAt());
            }
            return null;
        });
    }

    /** Forgets everything as if there were no room for it. */
    void clear() {
        slots.asMap().keySet().forEach(this::evict);
    }

    /** Returns how many conversations are held. */
    long conversations() {
        return slots.estimatedSize();
    }

    /** Returns how many bytes of the heap they are weighed at. */
    long bytes() {
        return slots.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
