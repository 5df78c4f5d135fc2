package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.Iterator;

/** The log of an import with pseudonyms, whose changes are counted as it is read. It is to be read once. For one thread. */
final class LogConversion {
    private final Pseudonyms pseudonyms;
    private long entries;

    LogConversion(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    long entries() {
        return entries;
    }

    ConversationSnapshot of(ConversationSnapshot log) {
        return new ConversationSnapshot(
                log.head(), () -> iterator(log.head(), log.messages().iterator()), log.forgotten());
    }

    private Iterator<MessageSnapshot> iterator(Conversation head, Iterator<MessageSnapshot> messages) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return messages.hasNext();
            }

            @Override
            public MessageSnapshot next() {
                MessageSnapshot given = messages.next();
                ImportRows rows = ImportRows.of(head, given.message(), pseudonyms);
                entries += rows.changed();
                return rows.changed() == 0 ? given : new MessageSnapshot(withText(given.message(), rows.text()));
            }
        };
    }

    private static Message withText(Message message, String text) {
        return new Message(
                message.sequence(),
                message.version(),
                message.id(),
                message.role(),
                message.author(),
                text,
                message.attachments(),
                message.metadata(),
                message.parent(),
                message.tokens(),
                message.revision(),
                message.created(),
                message.said(),
                message.edited(),
                message.redacted(),
                message.unreadable());
    }
}
