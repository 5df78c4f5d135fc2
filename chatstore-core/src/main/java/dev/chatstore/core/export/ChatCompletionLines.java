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

    ChatCompletionLines(OutputStream out) throws IOException {
        generator = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setRootValueSeparator(null);
    }

    @Override
    public void begin(Conversation conversation) throws IOException {
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
        PlainJson.write(generator, CompletionMessage.write(message, branches));
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
