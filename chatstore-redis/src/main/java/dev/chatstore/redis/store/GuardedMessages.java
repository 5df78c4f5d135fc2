package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;

/** The messages of a large conversation. The end fails if one of them may have changed meanwhile. */
final class GuardedMessages implements Iterator<MessageSnapshot> {
    private final ConversationReads reads;
    private final Conversation head;
    private final MessagePages pages;
    private boolean checked;

    GuardedMessages(ConversationReads reads, Conversation head) {
        this.reads = reads;
        this.head = head;
        this.pages = new MessagePages(reads, head);
    }

    /**
     * Returns whether there is another message.
     *
     * @throws UnavailableException if there is none, and the conversation has changed in another way than by new messages
     */
    @Override
    public boolean hasNext() {
        if (pages.hasNext()) {
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
        return pages.next();
    }
}
