package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;

/** Hands on the changes of one conversation. */
record ConversationDelivery(ListenerPosition seen, ChangeListener listener) implements SubscriptionQueue.Feed {
    @Override
    public void changed(Change change) {
        seen.changed(change, listener);
    }

    @Override
    public void missed() {
        seen.catchUp(listener);
    }
}
