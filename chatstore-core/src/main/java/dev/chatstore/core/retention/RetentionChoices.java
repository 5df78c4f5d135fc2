package dev.chatstore.core.retention;

import dev.chatstore.api.spi.OldMessages;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How retention runs.
 *
 * @param policies what tenants keep
 * @param tenant the only tenant, or null for all
 * @param batch the maximum number of messages that are removed in one transaction
 * @param progress receives the numbers so far
 * @param stopped returns whether the run must end
 */
record RetentionChoices(
        RetentionPolicies policies,
        @Nullable String tenant,
        int batch,
        Consumer<RetentionCounts> progress,
        BooleanSupplier stopped) {
    static final RetentionChoices NONE = new RetentionChoices(
            RetentionPolicies.KEEP_ALL, null, OldMessages.MESSAGES_PER_CALL, counts -> {}, () -> false);

    RetentionChoices withPolicies(RetentionPolicies changed) {
        return new RetentionChoices(changed, tenant, batch, progress, stopped);
    }

    RetentionChoices withTenant(String only) {
        return new RetentionChoices(policies, only, batch, progress, stopped);
    }

    RetentionChoices withBatch(int messages) {
        return new RetentionChoices(policies, tenant, messages, progress, stopped);
    }

    RetentionChoices withProgress(Consumer<RetentionCounts> listener) {
        return new RetentionChoices(policies, tenant, batch, listener, stopped);
    }

    RetentionChoices withStopped(BooleanSupplier condition) {
        return new RetentionChoices(
                policies, tenant, batch, progress, () -> stopped.getAsBoolean() || condition.getAsBoolean());
    }
}
