package dev.chatstore.core.retention;

import dev.chatstore.api.ConversationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sums up what a run does, one tenant after the other. For one thread. */
final class RetentionTally {
    private final Consumer<RetentionCounts> progress;
    private final Map<String, RetentionCounts> tenants = new HashMap<>();
    private final Set<ConversationId> damaged = new LinkedHashSet<>();
    private RetentionCounts before = RetentionCounts.NONE;
    private RetentionCounts counts = RetentionCounts.NONE;

    /**
     * Creates an empty tally.
     *
     * @param progress receives the numbers so far
     */
    RetentionTally(Consumer<RetentionCounts> progress) {
        this.progress = progress;
    }

    void looked(long conversations) {
        add(new RetentionCounts(conversations, 0, 0, 0, 0, 0));
    }

    void removed(long messages) {
        add(new RetentionCounts(0, 1, 0, messages, 0, 0));
    }

    void archived() {
        add(new RetentionCounts(0, 0, 1, 0, 0, 0));
    }

    void trimmed(long messages) {
        add(new RetentionCounts(0, 0, 0, messages, 0, 0));
    }

    void held() {
        add(new RetentionCounts(0, 0, 0, 0, 1, 0));
    }

    /** Counts a damaged conversation once, as far as it is among those that are listed. */
    void damaged(@Nullable ConversationId id) {
        boolean isListed = id != null && damaged.contains(id);
        if (!isListed) {
            if (id != null && damaged.size() < RetentionReport.MAX_DAMAGED) {
                damaged.add(id);
            }
            add(new RetentionCounts(0, 0, 0, 0, 0, 1));
        }
    }

    private void add(RetentionCounts more) {
        counts = counts.plus(more);
        progress.accept(before.plus(counts));
    }

    /** Returns the numbers of the tenant whose part has not ended. */
    RetentionCounts current() {
        return counts;
    }

    /** Ends the part of a tenant. */
    void end(String tenant) {
        boolean isListed = !counts.equals(new RetentionCounts(counts.conversations(), 0, 0, 0, 0, 0));
        if (isListed && tenants.size() < RetentionReport.MAX_TENANTS) {
            tenants.put(tenant, counts);
        }
        before = before.plus(counts);
        counts = RetentionCounts.NONE;
    }

    RetentionReport report(boolean dryRun, boolean complete, Instant time) {
        return new RetentionReport(dryRun, complete, time, before, tenants, List.copyOf(damaged));
    }
}
