package dev.chatstore.api.spi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index of the archive in the durable store, which alone decides where a message is. The segments of a conversation are
 * its oldest messages, without a gap; the messages after them are stored one by one, and the newest one is always among
 * these. Each write moves messages in one transaction that locks the conversation's row, so that at any moment a message is
 * in exactly one place.
 *
 * <p>The conversation counts and numbers its messages as before, wherever they are: its head, its version and the caches in
 * front do not change when messages move. Of a message in a segment the store keeps the id, the sequence, the version and the
 * fingerprint, so that an append of the same id gets its receipt. What a backend's own {@link
 * dev.chatstore.api.ChatStore} and {@link dev.chatstore.api.spi.StoreSnapshot} read and edit are the messages outside of
 * segments; the layer in front of it adds the others. While a conversation has segments, the backend's own {@link
 * dev.chatstore.api.spi.OldMessages} removes nothing of it, since older messages come first. Deleting a conversation removes
 * its segments from the index, and so does replacing it.
 *
 * <p>All methods throw {@link UnavailableException} if the store is out of reach, or the outcome is unknown. Safe for use by
 * several threads.
 */
public interface SegmentStore {
    /** The maximum number of messages in a segment. */
    int MESSAGES_PER_SEGMENT = 1_000;

    /**
     * Returns the segment that contains a sequence, with its content if the store has it, or empty if none does. Cost: one
     * statement.
     */
    Optional<StoredSegment> find(ConversationId id, long sequence);

    /** Returns the segments of a conversation without their content, oldest first. Cost: one statement. */
    List<Segment> list(ConversationId id);

    /**
     * Returns the sequence of the last message in a segment for each of the given conversations that has segments. Cost: one
     * statement, whatever the number of conversations, which is that of a page of heads; none without any.
     */
    Map<ConversationId, Long> ends(Collection<ConversationId> ids);

    /**
     * Returns the sequence of the message that has an id of the caller's, whether it is in a segment or not; empty if the
     * conversation has no such message. One statement decides, so that a message that moves at the same time is found. Cost:
     * one statement.
     */
    OptionalLong sequence(ConversationId id, String messageId);

    /** Returns those of the given ids that segments of the index have, for the removal of orphans. Cost: one statement. */
    Set<String> existing(Collection<String> segmentIds);

    /**
     * Moves the oldest messages that are stored one by one into a segment. Of these, their revisions and their replies only
     * what recognizes them remains.
     *
     * @param expectedVersion the version at which the messages were read
     * @param segment begins with the oldest message outside of segments, and ends before the newest of the conversation
     * @return false, with nothing changed, if the conversation does not exist, has another version or begins elsewhere. After a
     *     lost reply it is true if the segment is there
     */
    boolean put(ConversationId id, long expectedVersion, StoredSegment segment);

    /**
     * Brings the messages of the newest segment back among those that are stored one by one, and removes the segment from
     * the index.
     *
     * @param segment the newest one
     * @param messages all of its messages, in their order
     * @return false, with nothing changed, if the segment is not the newest one of the conversation, or does not exist. After a
     *     lost reply it is true if the messages are back
     * @throws dev.chatstore.api.InvalidInputException if the messages are not those of the segment in their order
     */
    boolean takeBack(ConversationId id, Segment segment, List<MessageSnapshot> messages);

    /**
     * Removes the oldest messages of a conversation, which are in its oldest segment, for retention: all of the segment, or
     * all before the first of a shorter one in its place. The conversation changes as by {@link
     * dev.chatstore.api.spi.OldMessages#trim}: its version rises by one, its messages and tokens become fewer, listeners and
     * caches get it, and the ids stay known.
     *
     * @param segment the oldest one
     * @param left the messages at its end that stay, or null if none does
     * @return false, with nothing changed, if the segment is not the oldest one of the conversation, or does not exist. After a
     *     lost reply it is true if the messages are gone
     * @throws dev.chatstore.api.InvalidInputException if what is left is not the end of the segment
     */
    boolean shorten(ConversationId id, Segment segment, @Nullable StoredSegment left);
}
