package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.core.codec.Json;

/** A message with its conversation. */
record MessageRow(ConversationId id, Message message) {
    private static final int FIXED_BYTES = 200;

    /** Returns about how many bytes the message takes. */
    long bytes() {
        long metadata = message.metadata().isEmpty() ? 0 : Json.size(message.metadata());
        return FIXED_BYTES
                + message.text().length()
                + metadata
                + (long) FIXED_BYTES * message.attachments().size();
    }

    /** Returns whether it has earlier revisions. */
    boolean hasEarlier() {
        return message.revision() > 1 && !message.redacted();
    }
}
