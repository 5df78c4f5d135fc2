package dev.chatstore.core.metrics;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.audit.AuditStatistics;
import dev.chatstore.core.operations.ArchiveStatistics;
import dev.chatstore.core.operations.BackupStatus;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.LoadStatistics;
import dev.chatstore.core.operations.RetentionStatistics;
import dev.chatstore.core.operations.TierStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a storage as Micrometer meters, whose names begin with {@code chatstore}. Tags name tiers and
 * pools, never a tenant, a conversation or a session. Reading the meters calls no server.
 *
 * <pre>{@code
 * new StorageMetrics(storage).bindTo(registry);
 * }</pre>
 */
// Micrometer is optional, so this module cannot require it transitively; users of this class require it themselves.
@SuppressWarnings("exports")
public final class StorageMetrics implements MeterBinder {
    private final ChatStorage storage;

    /**
     * Creates the meters of a storage. The registry holds the storage weakly, so that it can be collected once closed.
     */
    public StorageMetrics(ChatStorage storage) {
        this.storage = storage;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindTier(registry, "process", CacheStatistics::process);
        bindTier(registry, "shared", CacheStatistics::shared);
        bindTier(registry, "sessions", CacheStatistics::sessions);
        bindLoads(registry);
        FunctionCounter.builder("chatstore.feed.gaps", storage, of(CacheStatistics::feedGaps))
                .description("Times that changes of other processes may have been missed")
                .register(registry);
        Gauge.builder("chatstore.cache.invalidations.pending", storage, of(CacheStatistics::pendingInvalidations))
                .description("Conversations and sessions that the shared cache has still to drop")
                .register(registry);
        if (storage.statistics().contents() != null) {
            bindContents(registry);
        }
        if (storage.statistics().retention() != null) {
            bindRetention(registry);
        }
        if (storage.statistics().archive() != null) {
            bindArchive(registry);
        }
        if (storage.statistics().audit() != null) {
            bindAudit(registry);
        }
        if (storage.statistics().backups() != null) {
            bindBackups(registry);
        }
        storage.statistics().pools().stream().map(PoolUse::name).forEach(pool -> bindPool(registry, pool));
    }

    private void bindTier(MeterRegistry registry, String name, Function<CacheStatistics, TierStatistics> tier) {
        Tags tags = Tags.of("tier", name);
        count(registry, "gets", tags.and("result", "hit"), of(tier, TierStatistics::hits), "Reads by result");
        count(registry, "gets", tags.and("result", "miss"), of(tier, TierStatistics::misses), "Reads by result");
        count(
                registry,
                "fills.refused",
                tags,
                of(tier, TierStatistics::fillsRefused),
                "Fills refused because of a change in between");
        count(registry, "evictions", tags, of(tier, TierStatistics::evictions), "Entries removed to make room");
        count(
                registry,
                "stale",
                tags,
                of(tier, TierStatistics::staleDrops),
                "Entries dropped because they had missed a change");
        Gauge.builder("chatstore.cache.entries", storage, of(tier, TierStatistics::entries))
                .description("Conversations or sessions in the cache")
                .tags(tags)
                .register(registry);
        Gauge.builder("chatstore.cache.size", storage, of(tier, TierStatistics::bytes))
                .description("Size of the cache")
                .baseUnit(BaseUnits.BYTES)
                .tags(tags)
                .register(registry);
    }

    private void count(
            MeterRegistry registry, String name, Tags tags, ToDoubleFunction<ChatStorage> value, String description) {
        FunctionCounter.builder("chatstore.cache." + name, storage, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void bindLoads(MeterRegistry registry) {
        FunctionCounter.builder("chatstore.cache.checks", storage, of(CacheStatistics::loads, LoadStatistics::checks))
                .description("Versions compared with those of the durable store")
                .register(registry);
        FunctionTimer.builder(
                        "chatstore.cache.loads",
                        storage,
                        from -> caches(from).loads().loads(),
                        from -> caches(from).loads().totalTime().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Reads of messages from the durable store")
                .register(registry);
        TimeGauge.builder(
                        "chatstore.cache.loads.max",
                        storage,
                        TimeUnit.NANOSECONDS,
                        from -> caches(from).loads().longestTime().toNanos())
                .description("The longest read of messages so far")
                .register(registry);
    }

    private void bindContents(MeterRegistry registry) {
        contents(registry, "conversations", null, "Conversations in the store", ContentEstimate::conversations);
        contents(registry, "messages", null, "Messages in the store", ContentEstimate::messages);
        contents(registry, "tokens", null, "Tokens of the messages in the store", ContentEstimate::tokens);
        contents(registry, "sessions", null, "Sessions in the store", ContentEstimate::sessions);
        contents(registry, "size", BaseUnits.BYTES, "Size of the store", ContentEstimate::storageBytes);
    }

    private void contents(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String description,
            Function<ContentEstimate, @Nullable Figure> figure) {
        Gauge.builder("chatstore.contents." + name, storage, from -> {
                    ContentEstimate latest = from.statistics().contents();
                    Figure found = latest == null ? null : figure.apply(latest);
                    return found == null ? Double.NaN : found.value();
                })
                .description(description + ", at the latest estimate")
                .baseUnit(unit)
                .register(registry);
    }

    private void bindRetention(MeterRegistry registry) {
        retention(registry, "runs", "Runs that came to their end", RetentionStatistics::runs);
        retention(registry, "failures", "Runs that failed", RetentionStatistics::failures);
        retention(registry, "removed.messages", "Messages removed", RetentionStatistics::messagesRemoved);
        retention(
                registry, "removed.conversations", "Conversations removed", RetentionStatistics::conversationsRemoved);
        retention(registry, "archived", "Conversations archived", RetentionStatistics::conversationsArchived);
        Gauge.builder("chatstore.retention.last", storage, from -> {
                    RetentionStatistics latest = from.statistics().retention();
                    return latest == null || latest.lastRun() == null
                            ? Double.NaN
                            : latest.lastRun().getEpochSecond();
                })
                .description("When the last run that came to its end began, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
    }

    private void retention(
            MeterRegistry registry, String name, String description, ToDoubleFunction<RetentionStatistics> value) {
        FunctionCounter.builder("chatstore.retention." + name, storage, from -> {
                    RetentionStatistics latest = from.statistics().retention();
                    return latest == null ? 0 : value.applyAsDouble(latest);
                })
                .description(description)
                .register(registry);
    }

    private void bindArchive(MeterRegistry registry) {
        archive(registry, "runs", null, "Runs that came to their end", ArchiveStatistics::runs);
        archive(registry, "failures", null, "Runs that failed", ArchiveStatistics::failures);
        archive(registry, "messages", null, "Messages moved into the archive", ArchiveStatistics::messages);
        archive(registry, "moved", BaseUnits.BYTES, "Size of these messages as JSON", ArchiveStatistics::bytes);
        archive(registry, "stored", BaseUnits.BYTES, "Size of their segments", ArchiveStatistics::stored);
        archive(registry, "orphans", null, "Contents without a segment removed", ArchiveStatistics::orphans);
        Gauge.builder("chatstore.archive.last", storage, from -> {
                    ArchiveStatistics latest = from.statistics().archive();
                    return latest == null || latest.lastRun() == null
                            ? Double.NaN
                            : latest.lastRun().getEpochSecond();
                })
                .description("When the last run that came to its end began, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
    }

    private void archive(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<ArchiveStatistics> value) {
        FunctionCounter.builder("chatstore.archive." + name, storage, from -> {
                    ArchiveStatistics latest = from.statistics().archive();
                    return latest == null ? 0 : value.applyAsDouble(latest);
                })
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void bindAudit(MeterRegistry registry) {
        audit(registry, "entries", "Entries written into the audit trail", AuditStatistics::entries);
        audit(registry, "failures", "Entries that could not be written", AuditStatistics::failures);
        audit(registry, "appended", "Messages appended, which have no entries", AuditStatistics::appended);
    }

    private void audit(
            MeterRegistry registry, String name, String description, ToDoubleFunction<AuditStatistics> value) {
        FunctionCounter.builder("chatstore.audit." + name, storage, from -> {
                    AuditStatistics audit = from.statistics().audit();
                    return audit == null ? 0 : value.applyAsDouble(audit);
                })
                .description(description)
                .register(registry);
    }

    private void bindBackups(MeterRegistry registry) {
        TimeGauge.builder("chatstore.backup.age", storage, TimeUnit.SECONDS, from -> {
                    BackupStatus backups = from.statistics().backups();
                    Duration age = backups == null ? null : backups.age();
                    return age == null ? Double.NaN : age.toSeconds();
                })
                .description("Age of the newest scheduled backup")
                .register(registry);
        runs(registry, "success", BackupStatus::successes);
        runs(registry, "failure", BackupStatus::failures);
    }

    private void runs(MeterRegistry registry, String result, ToDoubleFunction<BackupStatus> value) {
        FunctionCounter.builder("chatstore.backup.runs", storage, from -> {
                    BackupStatus backups = from.statistics().backups();
                    return backups == null ? 0 : value.applyAsDouble(backups);
                })
                .description("Scheduled backups of this process by result")
                .tag("result", result)
                .register(registry);
    }

    private void bindPool(MeterRegistry registry, String name) {
        gauge(registry, name, "active", "Connections in use", PoolUse::active);
        gauge(registry, name, "idle", "Open connections that are not in use", PoolUse::idle);
        gauge(registry, name, "pending", "Threads that wait for a connection", PoolUse::waiting);
        gauge(registry, name, "max", "Maximum number of connections", PoolUse::most);
    }

    private void gauge(
            MeterRegistry registry, String pool, String name, String description, ToDoubleFunction<PoolUse> value) {
        Gauge.builder("chatstore.connections." + name, storage, from -> pool(from, pool, value))
                .description(description)
                .tag("pool", pool)
                .register(registry);
    }

    private static double pool(ChatStorage storage, String name, ToDoubleFunction<PoolUse> value) {
        return storage.statistics().pools().stream()
                .filter(pool -> pool.name().equals(name))
                .mapToDouble(value)
                .sum();
    }

    private static CacheStatistics caches(ChatStorage storage) {
        return storage.statistics().caches();
    }

    private static ToDoubleFunction<ChatStorage> of(ToDoubleFunction<CacheStatistics> value) {
        return storage -> value.applyAsDouble(caches(storage));
    }

    private static <T> ToDoubleFunction<ChatStorage> of(Function<CacheStatistics, T> part, ToDoubleFunction<T> value) {
        return storage -> value.applyAsDouble(part.apply(caches(storage)));
    }
}
