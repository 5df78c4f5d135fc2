package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;

/** What a run does with one conversation. */
@FunctionalInterface
interface ConversationWork {
    /**
     * Does the work on a conversation as it was read, which may have changed since.
     *
     * @throws dev.chatstore.api.CorruptDataException if the conversation is to be left as damaged
     */
    void on(Conversation head);
}
