package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import java.util.List;

/** What a run does with one conversation after the other. */
interface ConversationWork {
    /** Looks up what the work needs to know of conversations, of which each is given to {@link #on} next. */
    void prepare(List<Conversation> heads);

    /**
     * Does the work on a conversation as it was read, which may have changed since.
     *
     * @throws dev.chatstore.api.CorruptDataException if the conversation is to be left as damaged
     */
    void on(Conversation head);
}
