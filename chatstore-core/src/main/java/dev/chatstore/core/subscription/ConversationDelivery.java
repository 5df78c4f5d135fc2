package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;

/** Delivers the changes of one conversation. */
final class ConversationDelivery implements ChangeDelivery {
    private final ListenerPosition position;
    private final ChangeListener listener;

    ConversationDelivery(ListenerPosition position, ChangeListener listener) {
        this.position = position;
        this.listener = listener;
    }

    @Override
    public void changed(Change change) {
        position.changed(change, listener);
    }

    @Override
    public void missed() {
        position.catchUp(listener);
    }
}
