package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object that holds a conversation. It is skimmed to its end before anything of it is brought in: the id may stand
 * after the messages, and a broken record is left out whole.
 *
 * @param fields all but the messages
 * @param messages the list of messages
 */
record LooseRecord(Map<String, Element> fields, Element messages) {
    static LooseRecord of(Element record) throws IOException, Refused {
        Map<String, Element> fields = record.onlyFields();
        Element messages = fields.remove("messages");
        if (messages == null || !messages.isList()) {
            throw new Refused("has no list of messages");
        }
        return new LooseRecord(fields, messages);
    }

    /**
     * Gives the conversation to a reading.
     *
     * @param loose whether it names things its own way
     * @param fallbackId its id if it says none
     */
    void give(boolean loose, String fallbackId, Element record, SourceReading reading) throws IOException, Refused {
        Map<String, @Nullable Object> values = Element.values(fields);
        ProfileShape shape = ProfileShape.read(loose ? LooseNames.conversation(values) : values, fallbackId);
        reading.conversation(new SourceConversation(
                shape.id(),
                shape.profile(),
                record.place(),
                loose
                        ? sink -> LooseMessages.read(messages, true, sink, reading)
                        : sink -> messages.each((element, index) -> strict(element, index, sink, reading))));
    }

    private static void strict(Element element, long index, MessageSink sink, SourceReading reading)
            throws IOException {
        try {
            sink.add(MessageShape.read(element.object(), element.place(index), reading));
        } catch (Refused e) {
            sink.skip(element.place(index), e);
        }
    }
}
