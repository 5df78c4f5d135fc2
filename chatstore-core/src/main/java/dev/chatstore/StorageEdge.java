package dev.chatstore;

import dev.chatstore.api.ChatStore;
import dev.chatstore.core.audit.store.StorageAudit;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.tier.TieredBackend;

/**
 * The stores that users call, around those of a backend. Limits come first, so that what they refuse is not recorded.
 *
 * @param kind the scheme of the backend's URL
 * @param sessions the stores of sessions, on the backend itself
 */
record StorageEdge(TieredBackend backend, String kind, Limits limits, OpenGate gate, SessionStores sessions) {
    ChatStore chats(StorageAudit audit) {
        return new LimitedChatStore(audit.around(backend.chats()), backend, kind, limits, gate);
    }

    SessionStores sessions(StorageAudit audit) {
        return audit.isOn() ? sessions.on(audit.around(backend.sessions())) : sessions;
    }
}
