package dev.chatstore;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.cache.SharedTier;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.State;
import dev.chatstore.core.tier.TieredBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the tiers for their health, those that take a call in a thread of their own, so that the answer comes in time.
 * Safe for use by several threads.
 */
final class HealthCheck {
    /** A conversation that does not exist. */
    private static final ConversationId PROBE = ConversationId.of("dev.chatstore", "health");

    private static final String DURABLE = "durable";

    private final TieredBackend backend;
    private final HealthProbe durable;
    private final HealthProbe shared;

    HealthCheck(TieredBackend backend) {
        this.backend = backend;
        durable = new HealthProbe(
                DURABLE, State.DOWN, this::durable, BackgroundThreads.named("chatstore-health-durable"));
        shared = new HealthProbe(
                SharedTier.SHARED,
                State.DEGRADED,
                () -> backend.shared().health(),
                BackgroundThreads.named("chatstore-health-shared"));
    }

    Health check(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        durable.ask();
        if (!backend.shared().exists()) {
            return new Health(List.of(durable.answer(end, timeout)));
        }
        shared.ask();
        List<Health.Part> parts = new ArrayList<>();
        parts.add(durable.answer(end, timeout));
        parts.add(shared.answer(end, timeout));
        parts.add(backend.shared().feedHealth());
        return new Health(parts);
    }

    private Health.Part durable() {
        try {
            backend.chats().latest().find(PROBE);
            return new Health.Part(DURABLE, State.UP, null);
        } catch (ClosedException e) {
            throw e;
        } catch (ChatStoreException e) {
            return new Health.Part(DURABLE, State.DOWN, e.getMessage());
        }
    }
}
