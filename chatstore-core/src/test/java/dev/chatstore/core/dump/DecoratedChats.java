package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ForwardingChatStore;

/** A decorator that passes nothing on but the calls of a store. */
final class DecoratedChats extends ForwardingChatStore {
    DecoratedChats(ChatStore store) {
        super(store);
    }

    @Override
    protected ChatStore decorate(ChatStore other) {
        return new DecoratedChats(other);
    }
}
