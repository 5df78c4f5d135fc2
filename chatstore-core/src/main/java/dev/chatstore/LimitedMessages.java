package dev.chatstore;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;

/** Messages of a snapshot, each checked against the limits before it is returned. */
record LimitedMessages(ConversationId id, Limits limits, Iterator<MessageSnapshot> messages)
        implements Iterator<MessageSnapshot> {
    @Override
    public boolean hasNext() {
        return messages.hasNext();
    }

    @Override
    public MessageSnapshot next() {
        MessageSnapshot next = messages.next();
        limits.checkMessage(id, next);
        return next;
    }
}
