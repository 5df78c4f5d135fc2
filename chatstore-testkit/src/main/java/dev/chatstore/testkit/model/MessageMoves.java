package dev.chatstore.testkit.model;

import dev.chatstore.api.ConversationId;

/** Moves messages of the store under test in ways that no call shows: into an archive and back. */
public interface MessageMoves {
    /** Moves nothing. */
    MessageMoves NONE = new MessageMoves() {
        @Override
        public void archive(ConversationId id, int messages) {
            // There is no archive.
        }

        @Override
        public void takeBack(ConversationId id, long downTo) {
            // There is no archive.
        }
    };

    /** Moves the oldest messages of a conversation that are in no segment into one, up to a number of messages. */
    void archive(ConversationId id, int messages);

    /** Brings messages back until the one at a sequence is in no segment. */
    void takeBack(ConversationId id, long downTo);
}
