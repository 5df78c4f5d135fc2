package dev.chatstore.core.dump;

import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Collection;

/** Estimates how much of the memory a conversation of a snapshot holds. */
final class HeldBytes {
    /** Less common parts of a message, such as metadata, are rarely larger. */
    private static final int PER_MESSAGE = 200;

    private HeldBytes() {}

    /** Returns about how many bytes of texts it holds. One that is read in pages counts as the largest of them. */
    static long of(ConversationSnapshot conversation) {
        if (!(conversation.messages() instanceof Collection<MessageSnapshot> held)) {
            return SpooledMessages.MEMORY_BYTES;
        }
        long bytes = 0;
        for (MessageSnapshot snapshot : held) {
            bytes += PER_MESSAGE + snapshot.message().text().length();
            for (Message revision : snapshot.earlier()) {
                bytes += PER_MESSAGE + revision.text().length();
            }
        }
        return bytes;
    }
}
