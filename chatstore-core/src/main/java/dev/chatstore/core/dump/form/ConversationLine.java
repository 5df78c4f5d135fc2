package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import java.io.IOException;

/** The line of a conversation, which its messages follow. */
public final class ConversationLine {
    public static final String NAME = "conversation";

    private ConversationLine() {}

    public static void write(JsonGenerator json, Conversation head) throws IOException {
        Profile profile = head.profile();
        json.writeStartObject();
        json.writeObjectFieldStart(NAME);
        json.writeStringField("tenant", head.id().tenant());
        json.writeStringField("id", head.id().value());
        json.writeNumberField("version", head.version());
        if (head.firstSequence() != 1) {
            json.writeNumberField("firstSequence", head.firstSequence());
        }
        json.writeNumberField("messages", head.messageCount());
        json.writeNumberField("tokens", head.tokens());
        DumpForm.write(json, "owner", profile.owner());
        DumpForm.write(json, "title", profile.title());
        DumpForm.write(json, "model", profile.model());
        DumpForm.write(json, "systemPrompt", profile.systemPrompt());
        if (!profile.metadata().isEmpty()) {
            json.writeFieldName("metadata");
            Json.write(json, profile.metadata());
        }
        if (head.archived()) {
            json.writeBooleanField("archived", true);
        }
        json.writeNumberField("created", Micros.of(head.created()));
        json.writeNumberField("lastActivity", Micros.of(head.lastActivity()));
        json.writeNumberField("updated", Micros.of(head.updated()));
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * Reads a conversation.
     *
     * @throws InvalidInputException if a part is not one that a store could hold
     */
    public static Conversation read(LineFields fields) throws MalformedLineException {
        ConversationId id = new ConversationId(fields.text("tenant"), fields.text("id"));
        long first = fields.numberOr("firstSequence", 1);
        long messages = fields.number("messages");
        Conversation head = new Conversation(
                id,
                fields.number("version"),
                messages,
                first - 1 + messages,
                fields.number("tokens"),
                new Profile(
                        fields.textOrNull("owner"),
                        fields.textOrNull("title"),
                        fields.textOrNull("model"),
                        fields.textOrNull("systemPrompt"),
                        fields.object("metadata")),
                fields.flag("archived"),
                fields.time("created"),
                fields.time("lastActivity"),
                fields.time("updated"));
        fields.end();
        return head;
    }
}
