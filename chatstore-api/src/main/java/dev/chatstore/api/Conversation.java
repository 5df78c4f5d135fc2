package dev.chatstore.api;

import java.time.Instant;

/**
 * A conversation as the store keeps it, without its messages; made by stores.
 *
 * @param id its name
 * @param version one more with each committed change: an append of any size, an edit, a redaction, a patch
 * @param messageCount how many messages it holds
 * @param lastSequence the sequence of its newest message, 0 while it has none
 * @param tokens the tokens of all its messages together
 * @param profile what is said about it
 * @param archived whether it is put away
 * @param created when it came to be, by the writer's clock, to the microsecond
 * @param updated when it last changed, by the writer's clock, to the microsecond
 */
// Nine components: the head of a conversation as it stands in a row; only stores make one.
public record Conversation(
        ConversationId id,
        long version,
        long messageCount,
        long lastSequence,
        long tokens,
        Profile profile,
        boolean archived,
        Instant created,
        Instant updated) {}
