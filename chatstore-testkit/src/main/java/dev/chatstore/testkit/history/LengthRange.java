package dev.chatstore.testkit.history;

import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The range of lengths that a conversation can have had when the messages of a slice were read.
 *
 * @param least the smallest possible length
 * @param most the largest possible length
 * @param fault why no length explains the messages, or null
 */
record LengthRange(long least, long most, @Nullable String fault) {
    static LengthRange of(Slice slice, List<Message> seen) {
        if (seen.size() > slice.limit()) {
            return broken("returned " + seen.size() + " messages");
        }
        if (slice instanceof Slice.After after) {
            return after(after, seen);
        }
        if (slice instanceof Slice.Before before) {
            return before(before, seen);
        }
        return new LengthRange(0, Long.MAX_VALUE, null);
    }

    boolean isExact() {
        return least == most;
    }

    private static LengthRange after(Slice.After slice, List<Message> seen) {
        if (seen.isEmpty()) {
            return new LengthRange(0, slice.sequence(), null);
        }
        if (seen.get(0).sequence() != slice.sequence() + 1) {
            return broken("began at " + seen.get(0).sequence());
        }
        long last = seen.get(seen.size() - 1).sequence();
        return new LengthRange(last, seen.size() < slice.limit() ? last : Long.MAX_VALUE, null);
    }

    private static LengthRange before(Slice.Before slice, List<Message> seen) {
        if (seen.isEmpty()) {
            return new LengthRange(0, slice.sequence() > 1 ? 0 : Long.MAX_VALUE, null);
        }
        long last = seen.get(seen.size() - 1).sequence();
        if (last >= slice.sequence()) {
            return broken("ended at " + last);
        }
        if (seen.size() < slice.limit() && seen.get(0).sequence() != 1) {
            return broken("omitted the messages before " + seen.get(0).sequence());
        }
        return new LengthRange(last, last < slice.sequence() - 1 ? last : Long.MAX_VALUE, null);
    }

    private static LengthRange broken(String fault) {
        return new LengthRange(0, Long.MAX_VALUE, fault);
    }
}
