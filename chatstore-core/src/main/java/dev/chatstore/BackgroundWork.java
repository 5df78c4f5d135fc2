package dev.chatstore;

import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.archive.run.ArchiveSettings;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.audit.store.AuditPruning;
import dev.chatstore.core.audit.store.AuditSettings;
import dev.chatstore.core.backup.BackupPlan;
import dev.chatstore.core.backup.ScheduledBackups;
import dev.chatstore.core.contents.ContentRefresh;
import dev.chatstore.core.operations.ArchiveStatistics;
import dev.chatstore.core.operations.BackupStatus;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.RetentionStatistics;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionSettings;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a storage does in threads of its own: purging, estimating, retention, the archive, pruning the audit trail and writing backups. */
final class BackgroundWork implements AutoCloseable {
    private static final String ACTOR = "chatstore:";

    private final Backend durable;
    private final Backend tiered;
    private final Settings settings;
    private final @Nullable BackupPlan plan;
    private final LongSupplier nanos;
    private @Nullable Cleaner cleaner;
    private @Nullable ContentRefresh refresh;
    private @Nullable AuditPruning pruning;
    private @Nullable ScheduledBackups backups;
    private @Nullable RetentionRuns retention;
    private @Nullable ArchiveRuns archive;

    /**
     * Creates it without starting anything.
     *
     * @param durable the backend without caches
     * @throws dev.chatstore.api.InvalidInputException if the settings do not fit together
     */
    BackgroundWork(Backend durable, Backend tiered, Settings settings, LongSupplier nanos) {
        this.durable = durable;
        this.tiered = tiered;
        this.settings = settings;
        this.plan = BackupPlan.of(settings).orElse(null);
        this.nanos = nanos;
    }

    /** Returns the retention of a storage with the policies of its settings. */
    Retention retention(Storage storage) {
        return Retention.of(storage)
                .withPolicies(RetentionSettings.policies(settings))
                .inBatchesOf(settings.get(RetentionSettings.BATCH));
    }

    /** Returns the archive of a storage with the rule of its settings. */
    Archive archive(Storage storage) {
        return Archive.of(storage)
                .withRule(ArchiveSettings.rule(settings))
                .inBatchesOf(settings.get(ArchiveSettings.BATCH));
    }

    void start(ChatStorage storage) {
        cleaner = settings.get(CommonSettings.CLEANER_INTERVAL)
                .map(interval -> new Cleaner(tiered, interval, settings.get(CommonSettings.CLEANER_BATCH)))
                .orElse(null);
        Duration estimates = settings.get(CommonSettings.CONTENTS_INTERVAL).orElse(null);
        refresh = estimates == null ? null : new ContentRefresh(storage.contents(), estimates);
        Duration keep = settings.get(AuditSettings.KEEP).orElse(null);
        if (keep != null) {
            AuditTrail trail = storage.audit(ACTOR + "audit");
            pruning = new AuditPruning(trail, durable.sessions(), keep);
        }
        Duration runs = settings.get(RetentionSettings.INTERVAL).orElse(null);
        retention = runs == null ? null : new RetentionRuns(retention(storage.actingAs(ACTOR + "retention")), runs);
        Duration moves = settings.get(ArchiveSettings.INTERVAL).orElse(null);
        archive = moves == null ? null : new ArchiveRuns(archive(storage.actingAs(ACTOR + "archive")), moves);
        if (plan != null) {
            backups = ScheduledBackups.begin(storage.actingAs(ACTOR + "backup"), durable.sessions(), plan, nanos);
        }
    }

    /** Returns the latest estimate of what the store holds, or null if none are made. */
    @Nullable ContentEstimate latestContents() {
        return refresh == null ? null : refresh.latest();
    }

    /** Returns what the background runs of retention have done, or null if there are none. */
    @Nullable RetentionStatistics retention() {
        return retention == null ? null : retention.statistics();
    }

    /** Returns what the background runs of the archive have done, or null if there are none. */
    @Nullable ArchiveStatistics archive() {
        return archive == null ? null : archive.statistics();
    }

    /** Returns the health of the scheduled backups, or null if there are none. */
    Health.@Nullable Part backupHealth() {
        return backups == null ? null : backups.health();
    }

    /** Returns the state of the scheduled backups, or null if there are none. */
    @Nullable BackupStatus backups() {
        return backups == null ? null : backups.status();
    }

    /** Ends the runs of retention and the archive, whose steps are calls of the storage. Ending them again has no effect. */
    void stopRuns() {
        if (archive != null) {
            archive.close();
        }
        if (retention != null) {
            retention.close();
        }
    }

    @Override
    public void close() {
        if (backups != null) {
            backups.close();
        }
        if (pruning != null) {
            pruning.close();
        }
        if (refresh != null) {
            refresh.close();
        }
        if (cleaner != null) {
            cleaner.close();
        }
    }
}
