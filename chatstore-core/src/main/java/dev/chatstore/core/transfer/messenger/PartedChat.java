package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat in one file or in several, each an object that has a list of messages. A file that cannot be read costs its own
 * messages.
 *
 * @param parts the files, oldest first, at least one
 */
record PartedChat(List<Part> parts) {
    /**
     * A file.
     *
     * @param newestFirst whether its newest message is its first
     */
    record Part(SourceFile file, boolean newestFirst) {
        Place place() {
            return new Place(file.name(), new Region(0, 0, 1, 1), null, null);
        }
    }

    /** Returns where the chat is. */
    Place place() {
        return parts.get(parts.size() - 1).place();
    }

    /** Returns what is said about the chat beside its messages, by the newest file that can be read. */
    Map<String, @Nullable Object> header() throws IOException, Refused {
        Refused unreadable = null;
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                return header(parts.get(i));
            } catch (Refused e) {
                // Also reported when the messages of the file are read.
                unreadable = unreadable == null ? e : unreadable;
            }
        }
        throw unreadable == null ? new Refused("has no files") : unreadable;
    }

    private static Map<String, @Nullable Object> header(Part part) throws IOException, Refused {
        try (JsonSource source = part.file.open()) {
            Map<String, Element> fields = Element.root(source).fields();
            fields.remove("messages");
            return Element.values(fields);
        }
    }

    void read(MessageLists.Reader reader, MessageSink sink) throws IOException {
        for (Part part : parts) {
            try (JsonSource source = part.file.open()) {
                Element messages = Element.root(source).fields().get("messages");
                if (messages == null) {
                    throw new Refused("has no list of messages");
                }
                if (part.newestFirst) {
                    MessageLists.reversed(messages, reader, sink);
                } else {
                    MessageLists.each(messages, reader, sink);
                }
            } catch (Refused e) {
                sink.skip(part.place(), e);
            }
        }
    }
}
