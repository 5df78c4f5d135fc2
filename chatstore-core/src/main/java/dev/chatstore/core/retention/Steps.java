package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps of a run, which are made or only counted. */
interface Steps {
    /** Returns a conversation as it is right before a step, or null if it was removed, or removed and created again. */
    @Nullable Conversation current(Conversation head);

    /** Returns what earlier steps of the run have made of a conversation that was read now. */
    Fate left(Conversation head);

    /** Removes a conversation, unless it has changed and a condition does not hold any more. */
    void remove(Conversation head, Predicate<Conversation> stillToRemove);

    /** Archives a conversation, unless it has changed. */
    void archive(Conversation head);

    /**
     * Removes the messages from one sequence to another, and returns whether all of them are removed.
     *
     * @param begin the sequence of the first one that earlier steps have left
     * @param first the sequence of the first one to keep
     */
    boolean trim(Conversation head, long begin, long first);
}
