package dev.chatstore.core.archive;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageErasure;
import java.util.Optional;

/** Erases messages wherever they are: one in a segment is first brought back. */
final class ArchivedErasure implements MessageErasure {
    private final MessageErasure rows;
    private final ArchivedChatStore chats;

    ArchivedErasure(MessageErasure rows, ArchivedChatStore chats) {
        this.rows = rows;
        this.chats = chats;
    }

    @Override
    public Optional<Message> erase(ConversationId id, long sequence, boolean withId) {
        return chats.changed(id, sequence, () -> rows.erase(id, sequence, withId));
    }
}
