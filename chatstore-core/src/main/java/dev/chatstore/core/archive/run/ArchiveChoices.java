package dev.chatstore.core.archive.run;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the archive runs.
 *
 * @param rule which messages go
 * @param tenant the only tenant, or null for all
 * @param counting whether nothing is changed
 * @param batch the number of conversations whose heads are read at once
 * @param progress receives the numbers so far
 * @param stopped returns whether the run must end
 */
// Six components: the choices of a caller.
record ArchiveChoices(
        ArchiveRule rule,
        @Nullable String tenant,
        boolean counting,
        int batch,
        Consumer<ArchiveCounts> progress,
        BooleanSupplier stopped) {
    static final ArchiveChoices NONE =
            new ArchiveChoices(ArchiveRule.NONE, null, false, 100, counts -> {}, () -> false);

    ArchiveChoices withRule(ArchiveRule changed) {
        return new ArchiveChoices(changed, tenant, counting, batch, progress, stopped);
    }

    ArchiveChoices withTenant(String only) {
        return new ArchiveChoices(rule, only, counting, batch, progress, stopped);
    }

    ArchiveChoices withCounting() {
        return new ArchiveChoices(rule, tenant, true, batch, progress, stopped);
    }

    ArchiveChoices withBatch(int conversations) {
        return new ArchiveChoices(rule, tenant, counting, conversations, progress, stopped);
    }

    ArchiveChoices withProgress(Consumer<ArchiveCounts> listener) {
        return new ArchiveChoices(rule, tenant, counting, batch, listener, stopped);
    }

    ArchiveChoices withStopped(BooleanSupplier condition) {
        return new ArchiveChoices(
                rule, tenant, counting, batch, progress, () -> stopped.getAsBoolean() || condition.getAsBoolean());
    }
}
