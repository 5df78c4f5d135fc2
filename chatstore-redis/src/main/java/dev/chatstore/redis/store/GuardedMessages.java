package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The messages of a large conversation in pages. The end fails if one of them may have changed meanwhile. */
final class GuardedMessages implements Iterator<MessageSnapshot> {
    private final ConversationReads reads;
    private final Conversation head;
    private List<MessageSnapshot> page = List.of();
    private int index;
    private long sequence;
    private boolean checked;

    GuardedMessages(ConversationReads reads, Conversation head) {
        this.reads = reads;
        this.head = head;
    }

    /**
     * Returns whether there is another message.
     *
     * @throws UnavailableException if there is none, and the conversation has changed in another way than by new messages
     */
    @Override
    public boolean hasNext() {
        if (index == page.size() && sequence < head.lastSequence()) {
            page = reads.page(head.id(), sequence, head.lastSequence());
            index = 0;
            sequence += page.size();
        }
        if (index < page.size()) {
            return true;
        }
        if (!checked && !reads.isUnchanged(head)) {
            throw ConversationReads.changed(head.id());
        }
        checked = true;
        return false;
    }

    @Override
    public MessageSnapshot next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(index++);
    }
}
