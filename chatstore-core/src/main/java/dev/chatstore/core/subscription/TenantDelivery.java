package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands on the changes of a tenant's conversations, and knows of those that changed lately how far they were seen. Used by
 * one thread at a time.
 */
final class TenantDelivery implements SubscriptionQueue.Feed {
    private static final int KNOWN = 10_000;

    private final Map<ConversationId, ListenerPosition> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, ListenerPosition> eldest) {
            return size() > KNOWN;
        }
    };
    private final ChatStore store;
    private final String tenant;
    private final ChangeListener listener;

    TenantDelivery(ChatStore store, String tenant, ChangeListener listener) {
        this.store = store;
        this.tenant = tenant;
        this.listener = listener;
    }

    @Override
    public void changed(Change change) {
        ListenerPosition seen = known.get(change.conversation());
        if (seen != null) {
            seen.changed(change, listener);
            return;
        }
        ListenerPosition first = new ListenerPosition(store, change.conversation());
        first.begin(change);
        known.put(change.conversation(), first);
        listener.changed(change);
    }

    @Override
    public void missed() {
        known.clear();
        listener.missed(new ChangeListener.Gap.InTenant(tenant));
    }
}
