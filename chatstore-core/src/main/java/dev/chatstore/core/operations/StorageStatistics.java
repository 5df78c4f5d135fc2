package dev.chatstore.core.operations;

import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.audit.AuditStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a storage since it was opened, taken at about one time.
 *
 * @param caches the counts of its caches
 * @param pools the current use of its connection pools; empty if the connections are the caller's own
 * @param contents the latest estimate of what the durable store holds, without any number before the first one and after
 *     one that failed; null if {@code metrics.contents-interval} is not set
 * @param retention what the background runs of retention in this process have done; null if {@code retention.interval} is not set
 * @param archive what the background runs of the archive in this process have done; null if {@code archive.interval} is not set
 * @param audit what was recorded in the audit trail; null if nothing is recorded
 * @param backups the state of the scheduled backups; null if there are none
 */
// Seven components: the parts of a report.
public record StorageStatistics(
        CacheStatistics caches,
        List<PoolUse> pools,
        @Nullable ContentEstimate contents,
        @Nullable RetentionStatistics retention,
        @Nullable ArchiveStatistics archive,
        @Nullable AuditStatistics audit,
        @Nullable BackupStatus backups) {
    /** Creates them; the list is copied. */
    public StorageStatistics {
        pools = List.copyOf(pools);
    }

    /** Creates them without what is not set up by default. */
    public StorageStatistics(CacheStatistics caches, List<PoolUse> pools) {
        this(caches, pools, null, null, null, null, null);
    }
}
