package dev.chatstore.core.archive.run;

import dev.chatstore.api.ConversationId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sums up what a run does. For one thread. */
final class ArchiveTally {
    private final Consumer<ArchiveCounts> progress;
    private final Set<ConversationId> damaged = new LinkedHashSet<>();
    private ArchiveCounts counts = ArchiveCounts.NONE;

    /**
     * Creates an empty tally.
     *
     * @param progress receives the numbers so far
     */
    ArchiveTally(Consumer<ArchiveCounts> progress) {
        this.progress = progress;
    }

    void add(ArchiveCounts more) {
        counts = counts.plus(more);
        progress.accept(counts);
    }

    void damaged(@Nullable ConversationId id) {
        if (id != null && damaged.size() < ArchiveReport.MAX_DAMAGED) {
            damaged.add(id);
        }
        add(ArchiveCounts.DAMAGED);
    }

    ArchiveCounts counts() {
        return counts;
    }

    ArchiveReport report(ArchiveReport.Direction direction, boolean dryRun, boolean complete, Instant time) {
        return new ArchiveReport(direction, dryRun, complete, time, counts, List.copyOf(damaged));
    }
}
