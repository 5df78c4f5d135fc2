package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /** Reads a list whose newest message is its first, from its end on. */
    public static void reversed(Element list, Reader reader, MessageSink sink) throws IOException, Refused {
        List<Element> elements = new ArrayList<>();
        list.each((element, index) -> elements.add(element));
        for (int i = elements.size() - 1; i >= 0; i--) {
            read(elements.get(i), i, reader, sink);
        }
    }

    private static void read(Element element, long index, Reader reader, MessageSink sink) throws IOException {
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
