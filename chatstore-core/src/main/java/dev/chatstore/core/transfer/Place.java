package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;

/** Where in which file a record stands; the message is its index in the conversation's list. */
record Place(
        String file,
        Region region,
        @Nullable ConversationId conversation,
        @Nullable Long message) {}
