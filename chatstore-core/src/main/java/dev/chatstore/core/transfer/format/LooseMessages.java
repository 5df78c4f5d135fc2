package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a list of messages that name things their own way. */
final class LooseMessages {
    private LooseMessages() {}

    /**
     * Reads a list.
     *
     * @param whole whether the list is known to be well up to its end; if not, what comes before its break is read
     */
    static void read(Element list, boolean whole, MessageSink sink, SourceReading reading) throws IOException, Refused {
        try {
            list.each((element, index) -> message(element, index, sink, reading));
        } catch (Refused e) {
            if (whole) {
                throw e;
            }
        }
    }

    private static void message(Element element, long index, MessageSink sink, SourceReading reading)
            throws IOException {
        try {
            Map<String, @Nullable Object> message = element.object();
            Map<String, @Nullable Object> named = LooseNames.message(message, reading);
            sink.add(MessageShape.read(named, LooseNames.sender(message), element.place(index), reading));
        } catch (Refused e) {
            sink.skip(element.place(index), e);
        }
    }
}
