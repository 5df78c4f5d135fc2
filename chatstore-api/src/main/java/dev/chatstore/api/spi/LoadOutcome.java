package dev.chatstore.api.spi;

import dev.chatstore.api.ConversationId;

/**
 * What became of a conversation that was to be loaded.
 *
 * @param conversation the conversation
 * @param loaded whether it was stored; false if it was left as it is
 * @param version the version at which it was stored, or that of the one that exists, 0 if there is none
 */
public record LoadOutcome(ConversationId conversation, boolean loaded, long version) {}
