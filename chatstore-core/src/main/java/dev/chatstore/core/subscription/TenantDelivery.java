package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Delivers the changes of a tenant's conversations, and keeps the listener's position in those that changed lately. */
final class TenantDelivery implements ChangeDelivery {
    private static final int MAX_POSITIONS = 10_000;

    private final Map<ConversationId, ListenerPosition> positions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, ListenerPosition> eldest) {
            return size() > MAX_POSITIONS;
        }
    };
    private final ChatStore store;
    private final String tenant;
    private final SafeListener listener;

    TenantDelivery(ChatStore store, String tenant, SafeListener listener) {
        this.store = store;
        this.tenant = tenant;
        this.listener = listener;
    }

    @Override
    public void changed(Change change) {
        ListenerPosition position = positions.get(change.conversation());
        if (position != null) {
            position.changed(change, listener);
            return;
        }
        ListenerPosition first = new ListenerPosition(store, change.conversation());
        first.begin(change);
        positions.put(change.conversation(), first);
        listener.changed(change);
    }

    @Override
    public void missed() {
        positions.clear();
        listener.missed(new ChangeListener.Gap.InTenant(tenant));
    }

    @Override
    public boolean findsMissed() {
        return false;
    }

    @Override
    public void close() {
        listener.close();
    }
}
