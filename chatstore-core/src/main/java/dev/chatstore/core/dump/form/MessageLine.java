package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a message: one of its own, with its current revision, and after it one for each earlier revision, from the first
 * one on. So no line is larger than a store's limits allow. What most messages do not have is left out.
 */
public final class MessageLine {
    public static final String NAME = "message";
    public static final String REVISION = "revision";

    private MessageLine() {}

    public static void write(JsonGenerator json, MessageSnapshot snapshot) throws IOException {
        write(json, snapshot.message());
        for (Message revision : snapshot.earlier()) {
            writeRevision(json, revision);
        }
    }

    public static void write(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(NAME);
        json.writeNumberField("sequence", message.sequence());
        json.writeNumberField("version", message.version());
        DumpForm.write(json, "id", message.id());
        json.writeStringField("role", message.role().label());
        DumpForm.write(json, "author", message.author());
        if (message.parent() != message.sequence() - 1) {
            json.writeNumberField("parent", message.parent());
        }
        json.writeNumberField("created", Micros.of(message.created()));
        if (!message.said().equals(message.created())) {
            json.writeNumberField("said", Micros.of(message.said()));
        }
        if (message.redacted()) {
            json.writeBooleanField("redacted", true);
        }
        writeContent(json, message);
        json.writeEndObject();
        json.writeEndObject();
    }

    public static void writeRevision(JsonGenerator json, Message revision) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(REVISION);
        writeContent(json, revision);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes what each revision has of its own. */
    private static void writeContent(JsonGenerator json, Message revision) throws IOException {
        if (revision.revision() != 1) {
            json.writeNumberField("revision", revision.revision());
        }
        Instant edited = revision.edited();
        if (edited != null) {
            json.writeNumberField("edited", Micros.of(edited));
        }
        if (revision.tokens() != 0) {
            json.writeNumberField("tokens", revision.tokens());
        }
        json.writeStringField("text", revision.text());
        if (!revision.attachments().isEmpty()) {
            json.writeArrayFieldStart("attachments");
            for (Attachment attachment : revision.attachments()) {
                json.writeStartObject();
                json.writeStringField("reference", attachment.reference());
                json.writeStringField("mediaType", attachment.mediaType());
                json.writeNumberField("size", attachment.size());
                DumpForm.write(json, "name", attachment.name());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!revision.metadata().isEmpty()) {
            json.writeFieldName("metadata");
            Json.write(json, revision.metadata());
        }
    }

    /**
     * Reads a message, without its earlier revisions.
     *
     * @throws InvalidInputException if a part is not one that a store could hold
     */
    public static Message read(LineFields fields) throws MalformedLineException {
        long sequence = fields.number("sequence");
        Instant created = fields.time("created");
        Instant said = fields.timeOrNull("said");
        return content(
                fields,
                sequence,
                fields.number("version"),
                fields.textOrNull("id"),
                Role.of(fields.text("role")),
                fields.textOrNull("author"),
                fields.numberOr("parent", sequence - 1),
                created,
                said == null ? created : said,
                fields.flag("redacted"));
    }

    /**
     * Reads an earlier revision of a message.
     *
     * @throws InvalidInputException if a part is not one that a store could hold
     */
    public static Message readRevision(LineFields fields, Message message) throws MalformedLineException {
        return content(
                fields,
                message.sequence(),
                message.version(),
                message.id(),
                message.role(),
                message.author(),
                message.parent(),
                message.created(),
                message.said(),
                false);
    }

    // Ten parameters: what all revisions of a message have in common.
    private static Message content(
            LineFields fields,
            long sequence,
            long version,
            @Nullable String id,
            Role role,
            @Nullable String author,
            long parent,
            Instant created,
            Instant said,
            boolean redacted)
            throws MalformedLineException {
        Instant edited = fields.timeOrNull("edited");
        long tokens = fields.numberOr("tokens", 0);
        long revision = fields.numberOr("revision", 1);
        String text = fields.text("text");
        List<Attachment> attachments = attachments(fields);
        Map<String, @Nullable Object> metadata = fields.object("metadata");
        fields.end();
        if (revision != (int) revision) {
            throw new MalformedLineException("is malformed: " + NAME + ".revision is too large");
        }
        return new Message(
                sequence,
                version,
                id,
                role,
                author,
                text,
                attachments,
                metadata,
                parent,
                tokens,
                (int) revision,
                created,
                said,
                edited,
                redacted,
                List.of());
    }

    private static List<Attachment> attachments(LineFields fields) throws MalformedLineException {
        List<Attachment> attachments = new ArrayList<>();
        for (LineFields attachment : fields.list("attachments")) {
            attachments.add(new Attachment(
                    attachment.text("reference"),
                    attachment.text("mediaType"),
                    attachment.number("size"),
                    attachment.textOrNull("name")));
            attachment.end();
        }
        return List.copyOf(attachments);
    }
}
