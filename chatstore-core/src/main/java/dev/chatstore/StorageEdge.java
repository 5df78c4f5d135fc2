package dev.chatstore;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.audit.store.StorageAudit;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.tier.TieredBackend;
import org.jspecify.annotations.Nullable;

/**
 * The stores that users call, around those of a backend. Limits come first, so that what they refuse is not recorded. Pseudonyms
 * come before the audit, so that it gets stored forms alone.
 *
 * @param segments moves messages into the archive and back, or null if there is none
 * @param kind the scheme of the backend's URL
 * @param sessions the stores of sessions, on the backend itself
 */
// Seven components: the layers of a storage.
record StorageEdge(
        TieredBackend backend,
        @Nullable Segments segments,
        String kind,
        Limits limits,
        OpenGate gate,
        SessionStores sessions,
        Pseudonyms pseudonyms) {
    ChatStore chats(StorageAudit audit) {
        ChatStore stored = pseudonyms.around(audit.around(backend.chats()));
        return new LimitedChatStore(stored, pseudonymous(), segments, kind, limits, gate);
    }

    /** Returns the backend as it is seen with the ids that users give. */
    Backend pseudonymous() {
        return pseudonyms.around(backend);
    }

    SessionStores sessions(StorageAudit audit) {
        return audit.isOn() ? sessions.on(pseudonyms.around(audit.around(backend.sessions()))) : sessions;
    }
}
