package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The messages of a conversation in pages of about as many bytes. For one thread. */
final class MessagePages implements Iterator<MessageSnapshot> {
    private static final int FIRST = 100;
    private static final int MAX = 500;
    private static final long BYTES = 4 << 20;

    private final ConversationReads reads;
    private final Conversation head;
    private List<MessageSnapshot> page = List.of();
    private int index;
    private int size = FIRST;
    private long sequence;
    private long bytes;

    MessagePages(ConversationReads reads, Conversation head) {
        this.reads = reads;
        this.head = head;
    }

    /** Returns about how many bytes the texts so far have. */
    long bytes() {
        return bytes;
    }

    @Override
    public boolean hasNext() {
        if (index == page.size() && sequence < head.lastSequence()) {
            page = reads.page(head.id(), sequence, Math.min(head.lastSequence(), sequence + size));
            index = 0;
            sequence += page.size();
            long added = page.stream().mapToLong(MessagePages::bytes).sum();
            bytes += added;
            size = (int) Math.max(1, Math.min(MAX, BYTES * page.size() / Math.max(1, added)));
        }
        return index < page.size();
    }

    private static long bytes(MessageSnapshot snapshot) {
        return snapshot.message().text().length()
                + snapshot.earlier().stream()
                        .map(Message::text)
                        .mapToLong(String::length)
                        .sum();
    }

    @Override
    public MessageSnapshot next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(index++);
    }
}
