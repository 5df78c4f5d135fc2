package dev.chatstore.core.dump;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.StoredSession.Expiry;
import dev.chatstore.core.lease.StoreLease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds out whether two storages are of one store. */
final class SameStore {
    private static final String NAME = "same-store";
    private static final Duration TIME = Duration.ofMinutes(10);

    private SameStore() {}

    /** Returns whether what is written to the target is in the source. The source is only read. */
    static boolean is(StoreAccess source, StoreAccess target) {
        // First the target's, which is chosen if it has none: then the source has it if it is the same.
        String identity = target.identity();
        return source.findIdentity().filter(identity::equals).isPresent() && shows(source, target);
    }

    /** A copy of a database has its identity too, so something is written that only one of the two has. */
    private static boolean shows(StoreAccess source, StoreAccess target) {
        SessionId id = new SessionId(StoreLease.TENANT, NAME, UUID.randomUUID().toString());
        Instant now = target.sessionTime();
        target.loadSessions(List.of(new StoredSession(id, null, 1, "{}", now, now, new Expiry(now.plus(TIME), TIME))));
        try (StoreSnapshot snapshot = source.snapshot(StoreScope.everything())) {
            return snapshot.find(id).isPresent();
        } finally {
            target.deleteSession(id);
        }
    }
}
