package dev.chatstore.core.tier;

import dev.chatstore.api.Message;
import dev.chatstore.api.Unconfirmed;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Cached messages that could not be confirmed with the durable store. */
final class UnconfirmedMessages extends AbstractList<Message> implements RandomAccess, Unconfirmed {
    private final List<Message> messages;
    private final Duration age;

    UnconfirmedMessages(List<Message> messages, Duration age) {
        this.messages = messages;
        this.age = age;
    }

    @Override
    public Duration age() {
        return age;
    }

    @Override
    public Message get(int index) {
        return messages.get(index);
    }

    @Override
    public int size() {
        return messages.size();
    }
}
