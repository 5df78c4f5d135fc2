package dev.chatstore.core.erasure;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Where an id of the person stands in something that is not the person's own, and so was not removed.
 *
 * @param place the kind of the place
 * @param conversation the conversation, or null
 * @param sequence the sequence of the message, or 0
 * @param session the session, or null
 */
public record Mention(
        MentionPlace place,
        @Nullable ConversationId conversation,
        long sequence,
        @Nullable SessionId session) {}
