package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Health;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts caches in front of a backend: what this process remembers, what processes share, or both. It is made before the
 * backend is opened, since that has to {@linkplain #committed tell} it what is committed.
 */
public final class Tiers implements Caches {
    private static final Logger LOG = LoggerFactory.getLogger(Tiers.class);
    /** A conversation that is not there. */
    private static final ConversationId PROBE = ConversationId.of("dev.chatstore", "health");

    /** None that was ever given, so that nothing comes of it; without any, a cache need not be asked at all. */
    private static final long NOBODYS_TICKET = ConversationCache.NO_TICKET + 1;

    private static final Duration LONGEST_WAIT = Duration.ofMillis(10);

    private final Settings settings;
    private final LongSupplier nanos;
    private final CacheCircuitBreaker guard;
    private final @Nullable SharedCache shared;
    private final ChangeFeed.Receiver listeners;
    private final WindowCaches tier;
    private final SharedSessions farSessions;
    private final @Nullable CaffeineSessions nearSessions;
    private final TierCounters sessionCounters = new TierCounters();
    private final LoadCounters loadCounters = new LoadCounters();
    private final LongAdder feedGaps = new LongAdder();
    private @Nullable CachedReads reads;
    private @Nullable ChatStore behind;

    /**
     * What tiers are made of.
     *
     * @param listeners are told of what other processes have committed, once the caches have been
     */
    public record Parts(
            Settings settings,
            LongSupplier nanos,
            RandomGenerator random,
            @Nullable SharedCache shared,
            ChangeFeed.Receiver listeners) {}

    /** Makes the tiers that settings describe, nothing in them. */
    public Tiers(Parts parts) {
        settings = parts.settings;
        nanos = parts.nanos;
        shared = parts.shared;
        listeners = parts.listeners;
        guard = new CacheCircuitBreaker(
                settings.get(CacheSettings.SLOW), settings.get(CacheSettings.RETRY), nanos, parts.random);
        tier = tier(new Backoff(LONGEST_WAIT, parts.random));
        farSessions = new SharedSessions(shared == null ? new DisabledSessionCache() : shared.sessions(), guard, nanos);
        long sessionBytes = settings.get(CacheSettings.SESSION_BYTES);
        nearSessions = sessionBytes == 0 ? null : new CaffeineSessions(sessionBytes, nanos, sessionCounters);
    }

    private WindowCaches tier(Backoff backoff) {
        LastChangeTimes floors = new LastChangeTimes(nanos);
        TierCounters nearCounters = new TierCounters();
        TierCounters farCounters = new TierCounters();
        CaffeineWindows.Bounds bounds = new CaffeineWindows.Bounds(
                settings.get(CacheSettings.BYTES),
                settings.get(CacheSettings.CONVERSATIONS),
                settings.get(CacheSettings.MESSAGES));
        SharedWindows far =
                new SharedWindows(shared == null ? null : shared.conversations(), guard, nanos, backoff, farCounters);
        return new WindowCaches(
                new CaffeineWindows(bounds, nanos, floors, nearCounters),
                nearCounters,
                far,
                farCounters,
                floors,
                new SingleLoads(),
                new OpenWrites(nanos),
                new UnsentChanges(far, shared == null ? null : shared.feed(), guard),
                bounds.messages(),
                nanos);
    }

    /** Returns whether settings ask for any cache. */
    public static boolean areWanted(Settings settings) {
        return settings.get(CacheSettings.BYTES) > 0
                || settings.get(CacheSettings.SESSION_BYTES) > 0
                || !settings.get(CacheSettings.URL).isEmpty();
    }

    /** Returns the caches of a storage that has none. */
    public static Caches none() {
        return new DisabledCaches();
    }

    /** Returns the settings that they were made of. */
    public Settings settings() {
        return settings;
    }

    /** Closes the shared cache; for when there is no backend to put in front of. */
    public void close() {
        if (shared != null) {
            shared.close();
        }
    }

    /** Takes a change that the backend has committed. */
    public void committed(Change change) {
        tier.committed(change);
    }

    /** Returns the backend behind the caches. Closing it closes both. */
    public Backend around(Backend durable, InstantSource clock) {
        WindowLoader loader = new WindowLoader(durable.chats(), tier.messages(), nanos, loadCounters);
        Duration bound = settings.get(CacheSettings.MAX_STALENESS);
        CachedReads cached = new CachedReads(tier, loader, bound);
        reads = cached;
        behind = durable.chats();
        if (shared != null) {
            shared.feed().receive(new Receiver());
        }
        SessionCache near = nearSessions == null ? new DisabledSessionCache() : nearSessions;
        boolean cachesChats = settings.get(CacheSettings.BYTES) > 0 || shared != null;
        ChatStore chats = cachesChats
                ? new TieredChatStore(new TieredWrites(durable.chats(), tier), tier, cached, loader)
                : durable.chats();
        SessionBackend sessions = nearSessions == null && shared == null
                ? durable.sessions()
                : new TieredSessionBackend(durable.sessions(), near, farSessions, sessionCounters, clock, nanos, bound);
        Warmup warmup = Warmup.start(durable.chats(), this, settings, nanos);
        return new TieredBackend(durable, chats, sessions, shared, warmup);
    }

    /** Takes what other processes have committed. */
    private final class Receiver implements ChangeFeed.Receiver {
        @Override
        public void changed(Change change) {
            tier.heard(change);
            listeners.changed(change);
        }

        @Override
        public void missed(ConversationId conversation) {
            tier.forget(conversation);
            listeners.missed(conversation);
        }

        @Override
        public void gap() {
            LOG.debug("changes of other processes may have been missed");
            feedGaps.increment();
            tier.near().distrust();
            listeners.gap();
        }
    }

    @Override
    public void evict(ConversationId id) {
        tier.near().evict(id);
    }

    @Override
    public void evictAll() {
        tier.near().clear();
        Optional.ofNullable(nearSessions).ifPresent(CaffeineSessions::clear);
    }

    @Override
    public int warm(Collection<ConversationId> ids) {
        int warm = 0;
        for (ConversationId id : ids) {
            warm += reads != null && reads.current(id) != null ? 1 : 0;
        }
        return warm;
    }

    @Override
    public void invalidate(ConversationId id) {
        tier.doubt(id);
        tier.outbox().flush();
    }

    @Override
    public void invalidate(SessionKey key) {
        Optional.ofNullable(nearSessions).ifPresent(sessions -> sessions.drop(key, 0));
        farSessions.drop(key, 0);
    }

    @Override
    public CoherenceReport check(Collection<ConversationId> ids) {
        return behind == null
                ? CoherenceReport.NONE
                : CoherenceCheck.check(behind, tier, settings.get(CacheSettings.MAX_STALENESS), ids);
    }

    @Override
    public CoherenceReport check(ConversationQuery page) {
        return behind == null
                ? CoherenceReport.NONE
                : check(behind.list(page).items().stream().map(Conversation::id).toList());
    }

    @Override
    public CacheStatistics statistics() {
        return new CacheStatistics(
                tier.nearCounters()
                        .statistics(tier.near().conversations(), tier.near().bytes()),
                tier.farCounters().statistics(0, 0),
                sessionCounters.statistics(
                        nearSessions == null ? 0 : nearSessions.count(),
                        nearSessions == null ? 0 : nearSessions.bytes()),
                loadCounters.statistics(),
                feedGaps.sum(),
                tier.far().owed() + farSessions.owed());
    }

    /** Returns how the tiers in front of the durable one are. */
    public List<Health.Part> health() {
        List<Health.Part> parts = new ArrayList<>();
        if (shared != null) {
            if (guard.trouble() != null) {
                // Nobody else may find out that it is back: a process that is idle does not call it.
                guard.run(() -> shared.conversations().confirm(NOBODYS_TICKET, PROBE, 0));
            }
            parts.add(part("shared", guard.trouble()));
            parts.add(part("feed", shared.feed().isHearing() ? null : "it does not hear the other processes"));
        }
        return parts;
    }

    private static Health.Part part(String name, @Nullable String trouble) {
        return new Health.Part(name, trouble == null ? Health.State.UP : Health.State.DEGRADED, trouble);
    }
}
