package dev.chatstore.core.audit.store;

import dev.chatstore.core.audit.AuditStatistics;
import java.util.concurrent.atomic.LongAdder;

/** What a storage has recorded so far. Safe for use by several threads. */
final class AuditCounters {
    private final LongAdder entries = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder appended = new LongAdder();

    void written(int count) {
        entries.add(count);
        groups.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    void failed(int count) {
        failures.add(count);
    }

    void appended(int messages) {
        appended.add(messages);
    }

    AuditStatistics statistics() {
        return new AuditStatistics(entries.sum(), groups.sum(), conflicts.sum(), failures.sum(), appended.sum());
    }
}
