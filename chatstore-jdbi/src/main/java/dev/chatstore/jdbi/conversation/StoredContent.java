package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Message;
import org.jspecify.annotations.Nullable;

/** The parts of a message's content that are stored as JSON, and may be damaged. */
record StoredContent(@Nullable String attachments, @Nullable String metadata) {
    /** Returns this content with what is stored in the place of the message's unreadable parts. */
    StoredContent keeping(StoredContent stored, Message message) {
        return new StoredContent(
                message.unreadable().contains("attachments") ? stored.attachments : attachments,
                message.unreadable().contains("metadata") ? stored.metadata : metadata);
    }
}
