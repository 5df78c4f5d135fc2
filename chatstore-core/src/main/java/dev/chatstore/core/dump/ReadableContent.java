package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;

/** Refuses conversations of which a part cannot be read: without it they would look complete. */
final class ReadableContent {
    private ReadableContent() {}

    /**
     * Returns a conversation whose messages are checked when they are read.
     *
     * @throws CorruptDataException if a part of the head cannot be read; and on reading the messages, if one of them
     *     cannot be read, or the head does not agree with them
     */
    static ConversationSnapshot checked(ConversationSnapshot conversation) {
        Conversation head = conversation.head();
        if (!head.profile().unreadable().isEmpty()) {
            throw unreadable(head, "profile." + head.profile().unreadable().get(0));
        }
        if (head.messageCount() < 0 || head.messageCount() > head.lastSequence()) {
            throw unreadable(head, "messageCount");
        }
        return new ConversationSnapshot(
                head, () -> new CheckedMessages(head, conversation.messages().iterator()), conversation.forgotten());
    }

    private static MessageSnapshot checked(Conversation head, MessageSnapshot snapshot) {
        Message message = snapshot.message();
        check(head, message);
        snapshot.earlier().forEach(revision -> check(head, revision));
        if (!message.redacted() && snapshot.earlier().size() != message.revision() - 1) {
            throw unreadable(head, "message " + message.sequence() + ".revisions");
        }
        return snapshot;
    }

    private static void check(Conversation head, Message message) {
        if (!message.unreadable().isEmpty()) {
            throw unreadable(
                    head,
                    "message " + message.sequence() + "." + message.unreadable().get(0));
        }
    }

    private static CorruptDataException unreadable(Conversation head, String field) {
        return CorruptDataException.ofConversation(
                head.id(),
                field,
                "cannot be read: it is damaged, or a newer version of the library wrote it. Mend or delete the"
                        + " conversation, or leave out what is unreadable",
                null);
    }

    /** The messages of a conversation, which are all readable and as many as the conversation has. */
    private static final class CheckedMessages implements Iterator<MessageSnapshot> {
        private final Conversation head;
        private final Iterator<MessageSnapshot> messages;
        private long sequence;
        private long tokens;

        CheckedMessages(Conversation head, Iterator<MessageSnapshot> messages) {
            this.head = head;
            this.messages = messages;
            this.sequence = head.firstSequence() - 1;
        }

        @Override
        public boolean hasNext() {
            boolean more = messages.hasNext();
            if (!more && sequence != head.lastSequence()) {
                throw missing(sequence + 1);
            }
            if (!more && tokens != head.tokens()) {
                throw unreadable(head, "tokens");
            }
            return more;
        }

        @Override
        public MessageSnapshot next() {
            MessageSnapshot message = checked(head, messages.next());
            if (message.message().sequence() != ++sequence) {
                throw missing(sequence);
            }
            tokens += message.message().tokens();
            return message;
        }

        private CorruptDataException missing(long number) {
            return CorruptDataException.ofConversation(
                    head.id(), "message " + number, "is missing, of " + head.lastSequence() + " messages", null);
        }
    }
}
