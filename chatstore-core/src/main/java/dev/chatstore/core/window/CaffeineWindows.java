package dev.chatstore.core.window;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.operations.TierStatistics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The windows that a process caches, bounded by the heap bytes that they take. The bound on the number of conversations
 * is kept by weighing no window lighter than its share.
 *
 * <p>A read of a window takes no lock and copies nothing. Every change of a conversation's entry is one atomic step on
 * the map, which is where tickets are given and voided. Safe for use by several threads.
 */
public final class CaffeineWindows implements ConversationCache {
    /** Time after which a ticket is void. */
    public static final Duration TICKET_LIFE = Duration.ofSeconds(10);

    private static final long LIFE = TICKET_LIFE.toNanos();

    private final Cache<ConversationId, CacheEntry> entries;
    private final Bounds bounds;
    private final LongSupplier nanos;
    private final LastChangeTimes<ConversationId> lastChanges;
    private final TierCounters counters = new TierCounters();
    private final AtomicLong tickets = new AtomicLong(NO_TICKET);
    private volatile long distrustedAt;

    /**
     * The bounds of the cache.
     *
     * @param bytes maximum size, in bytes of the heap; 0 caches nothing
     * @param conversations maximum number of conversations
     * @param messages maximum number of messages of each conversation
     */
    public record Bounds(long bytes, int conversations, int messages) {}

    /**
     * Creates an empty cache.
     *
     * @param nanos the time by which windows age, in nanoseconds; it never goes back
     * @param lastChanges records the last change of each window that is evicted
     */
    public CaffeineWindows(Bounds bounds, LongSupplier nanos, LastChangeTimes<ConversationId> lastChanges) {
        this.bounds = bounds;
        this.nanos = nanos;
        this.lastChanges = lastChanges;
        distrustedAt = nanos.getAsLong() - Long.MAX_VALUE / 2;
        long least = bounds.bytes / bounds.conversations;
        entries = Caffeine.newBuilder()
                .maximumWeight(bounds.bytes)
                .weigher((ConversationId id, CacheEntry entry) ->
                        (int) Math.min(Integer.MAX_VALUE, Math.max(least, HeapSize.of(id) + entry.bytes())))
                .evictionListener(this::evicted)
                // Maintenance is cheap, and a library should not use threads that it was not given.
                .executor(Runnable::run)
                .build();
    }

    private void evicted(@Nullable ConversationId id, @Nullable CacheEntry entry, RemovalCause cause) {
        if (id != null && entry != null && entry.window() != null) {
            lastChanges.record(id, entry.changedAt());
            counters.evicted();
        }
    }

    /** Returns the cached window, without copying it, or null. */
    public @Nullable CachedWindow get(ConversationId id) {
        CacheEntry entry = entries.getIfPresent(id);
        return entry == null ? null : entry.window();
    }

    /** Returns whether a window of at least a version is cached; 0 is the version of a missing conversation. */
    public boolean hasAtLeast(ConversationId id, long version) {
        CachedWindow window = get(id);
        return window != null && (version == 0 ? window.head() == null : window.version() >= version);
    }

    /** Returns whether the cached window contains messages with the content that they have here, or newer. */
    public boolean covers(ConversationId id, List<Message> messages) {
        CachedWindow window = get(id);
        return window != null && window.covers(messages);
    }

    /** Returns whether the cache has no room for any window. */
    public boolean isDisabled() {
        return bounds.bytes == 0;
    }

    /** Returns the maximum number of messages of a window. */
    public int maxMessages() {
        return bounds.messages;
    }

    /** Returns the age of a window in nanoseconds: the time since it was known to be current. */
    public long age(CachedWindow window) {
        return nanos.getAsLong() - window.knownAt();
    }

    /** Returns whether a window was known to be current after the last {@link #distrust}. */
    public boolean isTrusted(CachedWindow window) {
        return window.knownAt() - distrustedAt > 0;
    }

    /** Records that changes may have been missed: all cached windows have to be confirmed before their next use. */
    public void distrust() {
        distrustedAt = nanos.getAsLong();
    }

    @Override
    public Found find(ConversationId id) {
        CachedWindow window = get(id);
        return window == null
                ? new Found(null, Duration.ZERO, ticket(id))
                : new Found(window.window(id), Duration.ofNanos(age(window)), NO_TICKET);
    }

    @Override
    public long ticket(ConversationId id) {
        long ticket = tickets.incrementAndGet();
        long now = nanos.getAsLong();
        CacheEntry given = entries.asMap().compute(id, (any, entry) -> {
            if (entry == null) {
                return new CacheEntry(null, 0, ticket, now);
            }
            return entry.hasTicket(now, LIFE) ? entry : entry.withTicket(ticket, now);
        });
        return given.ticket() == ticket ? ticket : NO_TICKET;
    }

    @Override
    public boolean fill(long ticket, ConversationWindow window) {
        return fill(ticket, window, 0);
    }

    /**
     * Caches a window that comes from another cache, as {@link #fill(long, ConversationWindow)} does with one of the
     * durable store.
     *
     * @param age the age of the window when the ticket was taken, in nanoseconds
     */
    public boolean fill(long ticket, ConversationWindow window, long age) {
        long now = nanos.getAsLong();
        AtomicBoolean filled = new AtomicBoolean();
        entries.asMap().computeIfPresent(window.id(), (id, entry) -> {
            if (!entry.accepts(ticket, now, LIFE)) {
                return entry;
            }
            if (isOlder(window, entry.window())) {
                // Each change voids the ticket. So the durable store was put back to an older state.
                return age > 0 ? entry.withTicket(NO_TICKET, now) : null;
            }
            filled.set(true);
            return entry.filled(CachedWindow.of(window, bounds.messages, entry.ticketAt() - age), now);
        });
        if (!filled.get()) {
            counters.fillRefused();
        }
        return filled.get();
    }

    /** The window of a missing conversation has no version to compare; its ticket alone decides. */
    private static boolean isOlder(ConversationWindow window, @Nullable CachedWindow cached) {
        return window.head() != null && cached != null && cached.isNewerThan(window);
    }

    @Override
    public void confirm(long ticket, ConversationId id, long version) {
        long now = nanos.getAsLong();
        entries.asMap().computeIfPresent(id, (any, entry) -> {
            CachedWindow window = entry.window();
            if (window == null || !entry.accepts(ticket, now, LIFE) || window.visibleVersion() != version) {
                return entry;
            }
            return entry.confirmed(window.knownAt(entry.ticketAt()));
        });
    }

    @Override
    public void apply(List<Change> changes, Duration age) {
        long madeAt = nanos.getAsLong() - age.toNanos();
        changes.forEach(change -> applyOwn(change, madeAt));
    }

    /**
     * Applies a change that this process committed.
     *
     * @param madeAt the earliest time at which it was committed: the window was current then
     */
    public void applyOwn(Change change, long madeAt) {
        apply(change, window -> window.after(change, bounds.messages), madeAt);
    }

    /**
     * Applies a change that another process committed. The change may be late, so it does not make a window younger. It
     * is not applied to the window of a missing conversation: the conversation may have been removed after that change.
     */
    public void applyForeign(Change change) {
        apply(change, window -> window.version() == 0 ? null : window.after(change, bounds.messages), null);
    }

    private void apply(Change change, Function<CachedWindow, @Nullable CachedWindow> step, @Nullable Long madeAt) {
        entries.asMap().computeIfPresent(change.conversation(), (id, entry) -> {
            CachedWindow window = entry.window();
            if (window == null) {
                return null;
            }
            CachedWindow after = step.apply(window);
            if (after == null) {
                counters.staleDropped();
                lastChanges.record(id, entry.changedAt());
                return null;
            }
            if (after.version() == window.version()) {
                return entry;
            }
            return entry.filled(madeAt == null ? after : after.knownAt(madeAt), nanos.getAsLong());
        });
    }

    @Override
    public void drop(Collection<ConversationId> ids) {
        entries.invalidateAll(ids);
    }

    /** Removes a window as if there were no room for it. */
    public void evict(ConversationId id) {
        entries.asMap().computeIfPresent(id, (any, entry) -> {
            if (entry.window() != null) {
                lastChanges.record(id, entry.changedAt());
            }
            return null;
        });
    }

    /** Removes all windows as if there were no room for them. */
    public void clear() {
        entries.asMap().keySet().forEach(this::evict);
    }

    /** Returns the counters of this cache; its users count hits and misses. */
    public TierCounters counters() {
        return counters;
    }

    /** Returns the counts so far, with the number of conversations and their weight in bytes. */
    public TierStatistics statistics() {
        long bytes = entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
        return counters.statistics(entries.estimatedSize(), bytes);
    }
}
