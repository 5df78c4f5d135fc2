package dev.chatstore.api.spi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A part of what a store holds, as it was at one moment: the way out for dumps and copies. What is deleted, though still
 * {@linkplain Backend#REMEMBERED remembered}, and what has expired is not in it. Safe for use by several threads, which wait
 * for each other.
 *
 * <p>Memory holds one page: at most 500 messages or sessions, about 4 MiB of them and one more, and about 4 MiB of earlier
 * revisions; a message whose revisions are larger comes with all of them. A conversation that is larger is read in pages each
 * time it is iterated.
 *
 * <p>All methods throw {@link UnavailableException} if the store is out of reach or the connection of the snapshot is
 * lost. A lost snapshot cannot be read on: what it would show next is another moment.
 */
public interface StoreSnapshot extends AutoCloseable {
    /** What a snapshot shows of a store that others write to. */
    enum Consistency {
        /** All of it as it was at one moment, which is that of the opening. */
        POINT_IN_TIME,
        /**
         * Each conversation and each session as it was at a moment of its own, between the opening and its reading. One
         * that is created after the opening may be in it or not.
         */
        PER_CONVERSATION
    }

    /** Returns what the snapshot promises. */
    Consistency consistency();

    /**
     * Returns the conversations of the scope with all their messages and revisions. With {@link Consistency#POINT_IN_TIME}
     * they are in the order of their tenants and then of their values, by code point; otherwise, and in the scope of an owner,
     * in any order, each once. Their messages may be read until the snapshot is closed, also while the iterator goes on.
     *
     * <p>A part that cannot be read is {@code unreadable}, as everywhere. {@code next} throws {@link CorruptDataException}
     * for a conversation of which nothing can be read; the iteration may go on. Where each conversation is as it was at a
     * moment of its own, reading the messages of a large one throws {@link UnavailableException} if it was changed meanwhile
     * in another way than by new messages: find it again. So does reading a conversation of which another process has removed
     * archived messages from a place outside of the store, since the snapshot was opened; found again, it is as it is now.
     *
     * <p>Cost: on a database one statement for 500 conversations, one for 500 messages of any number of conversations, and
     * one more for a page in which messages were edited. What is kept of removed messages is one statement for 1,000 of a
     * conversation, when it is iterated. In the scope of an owner, and for a conversation that does not fit
     * into a page, at least one statement for each conversation.
     */
    Iterator<ConversationSnapshot> conversations();

    /**
     * Returns the conversations of the scope without their messages, in the order and with the errors of {@link
     * #conversations()}.
     *
     * <p>Cost: one statement for 500 conversations, on Redis two round trips for 100. No message is read.
     *
     * @implSpec The default implementation reads the messages too.
     */
    default Iterator<Conversation> heads() {
        Iterator<ConversationSnapshot> conversations = conversations();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return conversations.hasNext();
            }

            @Override
            public Conversation next() {
                return conversations.next().head();
            }
        };
    }

    /**
     * Returns those of the given conversations, of any scope, that exist and can be read, without their messages. Those that
     * cannot be read are left out: {@link #find(ConversationId)} tells why.
     *
     * <p>Cost: on a database two statements for 500 conversations that are next to each other in the order of {@link #heads()},
     * and up to one for each of those that are not; on Redis one round trip for 100. No message is read.
     *
     * @implSpec The default implementation finds each one by itself.
     */
    default Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        Map<ConversationId, Conversation> found = new HashMap<>();
        for (ConversationId id : ids) {
            try {
                find(id).ifPresent(conversation -> found.put(id, conversation.head()));
            } catch (CorruptDataException e) {
                // A caller that needs the reason asks for this one alone.
            }
        }
        return found;
    }

    /**
     * Returns the live sessions of the scope, of all names. With {@link Consistency#POINT_IN_TIME} they are in the order of
     * their tenants, names and values, by code point, also those that expire while the snapshot is open; otherwise in any
     * order, each once. {@code next} throws {@link CorruptDataException} for one that cannot be read; the iteration may go on.
     */
    Iterator<StoredSession> sessions();

    /**
     * Returns a conversation of any scope as the snapshot has it, or empty if it does not exist. Cost: as for one of {@link
     * #conversations()} that does not fit into a page.
     */
    Optional<ConversationSnapshot> find(ConversationId id);

    /** Returns a live session of any scope as the snapshot has it, or empty if it does not exist. */
    Optional<StoredSession> find(SessionId id);

    /**
     * Returns the segment that contains a sequence of a conversation, as the snapshot has it, with its content if the store has
     * it; or empty if none does. Cost: one statement.
     *
     * @implSpec The default implementation has no segments.
     */
    default Optional<StoredSegment> segment(ConversationId id, long sequence) {
        return Optional.empty();
    }

    /** Ends the snapshot and frees its connection. Closing again has no effect. */
    @Override
    void close();
}
