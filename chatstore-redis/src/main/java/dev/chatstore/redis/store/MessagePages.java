package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The messages of a conversation in pages of about as many bytes, up to a deletion. For one thread. */
final class MessagePages implements Iterator<MessageSnapshot> {
    private final ConversationReads reads;
    private final Conversation head;
    private List<MessageSnapshot> page = List.of();
    private int index;
    private long sequence;
    private long bytes;

    MessagePages(ConversationReads reads, Conversation head) {
        this(reads, head, head.firstSequence() - 1);
    }

    /** Begins after a sequence. */
    MessagePages(ConversationReads reads, Conversation head, long after) {
        this.reads = reads;
        this.head = head;
        this.sequence = after;
    }

    /** Returns how many bytes the messages so far have as they are stored. */
    long bytes() {
        return bytes;
    }

    @Override
    public boolean hasNext() {
        if (index == page.size() && sequence < head.lastSequence()) {
            ConversationReads.Page read = reads.page(head.id(), sequence, head.lastSequence());
            page = read.messages();
            bytes += read.bytes();
            sequence += page.size();
            index = 0;
        }
        return index < page.size();
    }

    @Override
    public MessageSnapshot next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(index++);
    }
}
