package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;

/** The messages of a conversation, which are all readable and as many as the conversation has. */
final class CheckedMessages implements Iterator<MessageSnapshot> {
    private final Conversation head;
    private final Iterator<MessageSnapshot> messages;
    private long sequence;

    CheckedMessages(Conversation head, Iterator<MessageSnapshot> messages) {
        this.head = head;
        this.messages = messages;
    }

    @Override
    public boolean hasNext() {
        boolean more = messages.hasNext();
        if (!more && sequence != head.lastSequence()) {
            throw missing();
        }
        return more;
    }

    @Override
    public MessageSnapshot next() {
        MessageSnapshot message = Readable.checked(head, messages.next());
        if (message.message().sequence() != ++sequence) {
            throw missing();
        }
        return message;
    }

    private CorruptDataException missing() {
        return CorruptDataException.ofConversation(
                head.id(),
                "message " + Math.max(1, sequence),
                "is missing, or the one after it, of " + head.lastSequence() + " messages",
                null);
    }
}
