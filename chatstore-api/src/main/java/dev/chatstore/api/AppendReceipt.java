package dev.chatstore.api;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * Says that messages are durable, and where.
 *
 * @param conversation the conversation they are in
 * @param sequences the sequence of each message, in the order in which they were given
 * @param version the version that their append made: the one to expect for whoever has seen nothing else since. Of
 *     duplicates from several appends, the newest's
 * @param duplicate whether they were there already, so that nothing was changed
 */
public record AppendReceipt(ConversationId conversation, List<Long> sequences, long version, boolean duplicate)
        implements AppendOutcome {
    /** Returns the receipt of messages that now stand one after the other from a sequence on. */
    public static AppendReceipt appended(ConversationId conversation, long firstSequence, int count, long version) {
        return new AppendReceipt(conversation, new Range(firstSequence, count), version, false);
    }

    /** Returns the receipt of messages that had been there already. */
    public static AppendReceipt duplicate(ConversationId conversation, List<Long> sequences, long version) {
        return new AppendReceipt(conversation, List.copyOf(sequences), version, true);
    }

    /** Returns the lowest sequence. */
    public long firstSequence() {
        return sequences instanceof Range range ? range.first : Collections.min(sequences);
    }

    /** Returns the highest sequence. */
    public long lastSequence() {
        return sequences instanceof Range range ? range.first + range.count - 1 : Collections.max(sequences);
    }

    @Override
    public AppendReceipt receipt() {
        return this;
    }

    /** Consecutive sequences, without an object for each. */
    private static final class Range extends AbstractList<Long> implements RandomAccess {
        private final long first;
        private final int count;

        Range(long first, int count) {
            this.first = first;
            this.count = count;
        }

        @Override
        public Long get(int index) {
            if (index < 0 || index >= count) {
                throw new IndexOutOfBoundsException(index);
            }
            return first + index;
        }

        @Override
        public int size() {
            return count;
        }
    }
}
