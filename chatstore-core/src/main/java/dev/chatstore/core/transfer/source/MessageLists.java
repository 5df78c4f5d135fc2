package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages that stand in a list, one object each. */
public final class MessageLists {
    private MessageLists() {}

    /** Reads one message. */
    public interface Reader {
        /** Reads a record into a draft, and returns null, or the kind of a record that is no message. */
        @Nullable String read(Map<String, @Nullable Object> message, MessageDraft draft) throws Refused;
    }

    /** Reads a list in its order. */
    public static void each(Element list, Reader reader, MessageSink sink) throws IOException, Refused {
        list.each((element, index) -> read(element, index, reader, sink));
    }

    /** Tells the order of a list by its first two elements. */
    public interface Order {
        /** Returns whether the first element is newer than the second. */
        boolean isNewestFirst(Element first, Element second) throws IOException, Refused;
    }

    /**
     * Reads a list whose newest message is its first, from its end on. One that breaks is not read: its oldest
     * messages are missing, which a later import could not put before the others.
     */
    public static void reversed(Element list, Reader reader, MessageSink sink) throws IOException, Refused {
        inOrder(list, (first, second) -> true, reader, sink);
    }

    /** Reads a list with its oldest message first; a list that does not tell its order counts as newest first. */
    public static void inOrder(Element list, Order order, Reader reader, MessageSink sink) throws IOException, Refused {
        Regions regions = new Regions();
        Refused broken = null;
        try {
            list.each((element, index) -> regions.add(element.region()));
        } catch (Refused e) {
            broken = e;
        }
        boolean reversed = regions.size() < 2 || isNewestFirst(list.at(regions.get(0)), list.at(regions.get(1)), order);
        if (reversed && broken != null) {
            // The oldest messages are missing, which could not be put before the others later.
            throw broken;
        }
        for (int i = 0; i < regions.size(); i++) {
            int index = reversed ? regions.size() - 1 - i : i;
            read(list.at(regions.get(index)), index, reader, sink);
        }
        if (broken != null) {
            throw broken;
        }
    }

    private static boolean isNewestFirst(Element first, Element second, Order order) throws IOException {
        try {
            return order.isNewestFirst(first, second);
        } catch (Refused e) {
            // The reading of the element reports it.
            return true;
        }
    }

    /** Reads one element of a list; what it refuses is skipped. */
    public static void read(Element element, long index, Reader reader, MessageSink sink) throws IOException {
        try {
            MessageDraft draft = new MessageDraft(element.place(index));
            String kind = reader.read(element.object(), draft);
            if (kind == null) {
                sink.add(draft.build());
            } else {
                sink.passOver(kind);
            }
        } catch (Refused e) {
            sink.skip(element.place(index), e);
        }
    }
}
