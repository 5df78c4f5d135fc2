package dev.chatstore;

import dev.chatstore.api.ChatStore;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.audit.store.StorageAudit;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.tier.TieredBackend;
import org.jspecify.annotations.Nullable;

/**
 * The stores that users call, around those of a backend. Limits come first, so that what they refuse is not recorded.
 *
 * @param segments moves messages into the archive and back, or null if there is none
 * @param kind the scheme of the backend's URL
 * @param sessions the stores of sessions, on the backend itself
 */
// Six components: what the stores of users are made of.
record StorageEdge(
        TieredBackend backend,
        @Nullable Segments segments,
        String kind,
        Limits limits,
        OpenGate gate,
        SessionStores sessions) {
    ChatStore chats(StorageAudit audit) {
        return new LimitedChatStore(audit.around(backend.chats()), backend, segments, kind, limits, gate);
    }

    SessionStores sessions(StorageAudit audit) {
        return audit.isOn() ? sessions.on(audit.around(backend.sessions())) : sessions;
    }
}
