package dev.chatstore.core.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.core.completion.CompletionMessage;
import dev.chatstore.core.completion.CompletionProfile;
import dev.chatstore.core.completion.PlainJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes each conversation as a line of JSON. */
final class ChatCompletionLines implements ExportWriter {
    private final JsonGenerator generator;

    /** The sequence before the first message of the conversation, which is the first of the list. */
    private @Nullable Long before;

    ChatCompletionLines(OutputStream out) throws IOException {
        generator = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setRootValueSeparator(null);
    }

    @Override
    public void begin(Conversation conversation) throws IOException {
        before = null;
        generator.writeStartObject();
        for (Map.Entry<String, @Nullable Object> entry :
                CompletionProfile.write(conversation).entrySet()) {
            generator.writeFieldName(entry.getKey());
            PlainJson.write(generator, entry.getValue());
        }
        generator.writeArrayFieldStart("messages");
    }

    @Override
    public void write(Message message, boolean branches) throws IOException {
        long start = before == null ? message.sequence() - 1 : before;
        before = start;
        Long parent = branches ? (Long) Math.max(0, message.parent() - start) : null;
        PlainJson.write(generator, CompletionMessage.write(message, parent));
    }

    @Override
    public void end() throws IOException {
        generator.writeEndArray();
        generator.writeEndObject();
        generator.writeRaw('\n');
    }

    @Override
    public void finish() throws IOException {
        generator.close();
    }
}
