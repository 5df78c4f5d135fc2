package dev.chatstore;

import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import java.util.Map;

/** A view of a storage whose calls are recorded as those of one actor. */
final class ActingStorage implements Storage, Contents.Holder {
    private final ChatStorage storage;
    private final ChatStore chats;
    private final SessionStores sessions;

    ActingStorage(ChatStorage storage, ChatStore chats, SessionStores sessions) {
        this.storage = storage;
        this.chats = chats;
        this.sessions = sessions;
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public <S> SessionStore<S> sessions(String name, Class<S> type) {
        return sessions.store(name, type);
    }

    @Override
    public Subscription subscribe(ConversationId conversation, ChangeListener listener) {
        Arguments.required("conversation", conversation);
        AuditLog.of(chats).recordRead(AuditSubject.of(conversation), Map.of());
        return storage.subscribeUnrecorded(conversation, listener);
    }

    @Override
    public Subscription subscribeTenant(String tenant, ChangeListener listener) {
        AuditLog.of(chats).recordRead(AuditSubject.ofTenant(ChatStorage.tenant(tenant)), Map.of());
        return storage.subscribeTenantUnrecorded(tenant, listener);
    }

    @Override
    public Contents contents() {
        return storage.contents();
    }

    @Override
    public void close() {
        // A view: the program closes the storage that it opened.
    }
}
