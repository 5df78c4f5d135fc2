package dev.chatstore.api;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * The result of an append that is durable.
 *
 * @param conversation the conversation
 * @param sequences the sequence of each message, in the order in which the messages were given
 * @param version the version that the append created: the version to expect for a caller that saw nothing newer. For
 *     messages that were already stored by several appends, the newest of their versions
 * @param duplicate whether the messages were stored already, so that nothing changed
 */
public record AppendReceipt(ConversationId conversation, List<Long> sequences, long version, boolean duplicate)
        implements AppendOutcome {
    /** Returns the receipt of messages that were stored one after the other from a sequence on. */
    public static AppendReceipt appended(ConversationId conversation, long firstSequence, int count, long version) {
        return new AppendReceipt(conversation, new Range(firstSequence, count), version, false);
    }

    /** Returns the receipt of messages that were stored by an earlier append. */
    public static AppendReceipt alreadyStored(ConversationId conversation, List<Long> sequences, long version) {
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
