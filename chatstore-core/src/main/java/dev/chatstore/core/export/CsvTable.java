package dev.chatstore.core.export;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.core.codec.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes each message as a record of comma-separated values, as RFC 4180 has them. */
final class CsvTable implements ExportWriter {
    private static final List<String> COLUMNS = List.of(
            "tenant",
            "conversation",
            "sequence",
            "parent",
            "id",
            "role",
            "author",
            "said",
            "created",
            "edited",
            "redacted",
            "revision",
            "tokens",
            "text",
            "attachments",
            "metadata");

    /** What spreadsheets take for the beginning of a formula, in the forms that they fold into one. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String QUOTED = "\",;\t\r\n";

    private final Writer out;
    private final ExportView view;
    private @Nullable ConversationId id;

    CsvTable(OutputStream out, ExportView view) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.view = view;
        record(COLUMNS);
    }

    @Override
    public void begin(Conversation conversation) {
        id = conversation.id();
    }

    @Override
    public void write(Message message, boolean branches) throws IOException {
        ConversationId conversation = id;
        if (conversation == null) {
            throw new IllegalStateException("a message without a conversation");
        }
        record(List.of(
                inert(conversation.tenant()),
                inert(conversation.value()),
                Long.toString(message.sequence()),
                Long.toString(message.parent()),
                inert(message.id()),
                message.role().label(),
                inert(message.author()),
                view.exact(message.said()),
                view.exact(message.created()),
                time(message.edited()),
                Boolean.toString(message.redacted()),
                Integer.toString(message.revision()),
                Long.toString(message.tokens()),
                inert(message.text()),
                text(Json.write(message.attachments())),
                text(Json.write(message.metadata()))));
    }

    @Override
    public void end() {
        id = null;
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    private void record(List<String> values) throws IOException {
        String separator = "";
        for (String value : values) {
            out.write(separator);
            field(value);
            separator = ",";
        }
        out.write("\r\n");
    }

    private void field(String value) throws IOException {
        boolean quoted =
                value.startsWith(" ") || value.endsWith(" ") || value.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0);
        if (quoted) {
            out.write('"');
            out.write(value.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(value);
        }
    }

    /** Returns a text that no spreadsheet takes for a formula: an apostrophe before it makes it a text there. */
    private static String inert(@Nullable String text) {
        return text == null || text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text(text) : "'" + text;
    }

    private String time(@Nullable Instant time) {
        return time == null ? "" : view.exact(time);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
