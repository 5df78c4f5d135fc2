package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;

/** Delivers the changes of one conversation. */
final class ConversationDelivery implements ChangeDelivery {
    private final ListenerPosition position;
    private final SafeListener listener;

    ConversationDelivery(ListenerPosition position, SafeListener listener) {
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

    @Override
    public boolean findsMissed() {
        return true;
    }

    @Override
    public void close() {
        listener.close();
    }
}
