package dev.chatstore.core.export;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes conversations as a document that reads well as a text too. */
final class MarkdownDocument implements ExportWriter {
    private final Writer out;
    private final ExportView view;
    private @Nullable LocalDate day;
    private boolean isFirst = true;
    private long first;

    MarkdownDocument(OutputStream out, ExportView view) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.view = view;
    }

    @Override
    public void begin(Conversation conversation) throws IOException {
        if (!isFirst) {
            out.write("\n---\n\n");
        }
        isFirst = false;
        day = null;
        first = conversation.firstSequence();
        out.write("# " + MarkdownText.line(Details.title(conversation)) + "\n\n");
        for (Map.Entry<String, String> fact : Details.of(conversation, view).entrySet()) {
            out.write("- " + fact.getKey() + ": " + MarkdownText.line(fact.getValue()) + "\n");
        }
        String prompt = conversation.profile().systemPrompt();
        if (prompt != null) {
            out.write("\n**System prompt**\n\n" + MarkdownText.quoted(VisibleText.text(prompt)));
        }
    }

    @Override
    public void write(Message message, boolean branches) throws IOException {
        LocalDate said = view.day(message.said());
        if (!said.equals(day)) {
            day = said;
            out.write("\n## " + MarkdownText.line(view.named(said)) + "\n");
        }
        String role = message.author() == null ? "" : message.role().label() + " · ";
        out.write("\n**" + MarkdownText.line(Details.speaker(message)) + "** · " + role + view.minute(message.said())
                + " · no. " + message.sequence() + "\n");
        if (branches) {
            out.write("\n*another branch: "
                    + (message.parent() < first ? Details.beginning(message) : "follows no. " + message.parent())
                    + "*\n");
        }
        if (!message.text().isEmpty()) {
            out.write("\n" + MarkdownText.quoted(VisibleText.text(message.text())));
        }
        for (ToolCall call : ToolCall.of(message)) {
            out.write("\nCalls " + MarkdownText.line(call.name()) + ":\n\n" + MarkdownText.fenced(call.arguments()));
        }
        String separator = "\n";
        for (Attachment attachment : message.attachments()) {
            out.write(separator + "- " + attachment(attachment) + "\n");
            separator = "";
        }
        for (String mark : Details.marks(message, view)) {
            out.write("\n*" + MarkdownText.line(mark) + "*\n");
        }
    }

    private static String attachment(Attachment attachment) {
        String name = MarkdownText.line(Details.name(attachment));
        String shown = Details.isLink(attachment)
                ? "[" + name + "](<" + attachment.reference().replace("&", "&amp;") + ">)"
                : name;
        return shown + " (" + MarkdownText.line(Details.kind(attachment)) + ")";
    }

    @Override
    public void end() {
        day = null;
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
