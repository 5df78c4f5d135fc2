package dev.chatstore.core.export;

import static dev.chatstore.core.export.HtmlText.escaped;

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

/** Writes conversations as one page that reads like a chat and loads nothing. */
final class HtmlPage implements ExportWriter {
    private final Writer out;
    private final ExportView view;
    private @Nullable LocalDate day;
    private long conversations;
    private long first;

    HtmlPage(OutputStream out, ExportView view) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.view = view;
        this.out.write(head());
    }

    private static String head() {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="%s">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Conversations</title>
            <style>%s</style>
            </head>
            <body>
            """.formatted(HtmlStyle.POLICY, HtmlStyle.TEXT);
    }

    @Override
    public void begin(Conversation conversation) throws IOException {
        conversations++;
        day = null;
        first = conversation.firstSequence();
        out.write("<article id=\"c" + conversations + "\">\n<header>\n");
        out.write("<h1 dir=\"auto\">" + escaped(Details.title(conversation)) + "</h1>\n<dl>\n");
        for (Map.Entry<String, String> fact : Details.of(conversation, view).entrySet()) {
            out.write(
                    "<div><dt>" + fact.getKey() + "</dt><dd><bdi>" + escaped(fact.getValue()) + "</bdi></dd></div>\n");
        }
        out.write("</dl>\n");
        String prompt = conversation.profile().systemPrompt();
        if (prompt != null) {
            out.write("<details><summary>System prompt</summary>\n" + text(prompt) + "</details>\n");
        }
        out.write("</header>\n");
    }

    @Override
    public void write(Message message, boolean branches) throws IOException {
        LocalDate said = view.day(message.said());
        if (!said.equals(day)) {
            day = said;
            out.write("<h2><time datetime=\"" + said + "\">" + escaped(view.named(said)) + "</time></h2>\n");
        }
        String anchor = anchor(message.sequence());
        String role = message.role().label();
        out.write("<section id=\"" + anchor + "\" class=\"" + role + "\">\n");
        if (branches) {
            out.write(branch(message));
        }
        out.write("<p class=\"who\"><bdi>" + escaped(Details.speaker(message)) + "</bdi> "
                + (message.author() == null ? "" : "<span>" + role + "</span> ")
                + "<time datetime=\"" + view.exact(message.said()) + "\">" + view.minute(message.said())
                + "</time> <a href=\"#" + anchor + "\">#" + message.sequence() + "</a></p>\n");
        if (!message.text().isEmpty()) {
            out.write(text(message.text()));
        }
        for (ToolCall call : ToolCall.of(message)) {
            out.write("<p class=\"call\">Calls <bdi>" + escaped(call.name()) + "</bdi></p>\n<pre dir=\"auto\">\n"
                    + escaped(call.arguments()) + "</pre>\n");
        }
        attachments(message);
        for (String mark : Details.marks(message, view)) {
            out.write("<p class=\"mark\">" + escaped(mark) + "</p>\n");
        }
        out.write("</section>\n");
    }

    private String anchor(long sequence) {
        return "c" + conversations + "-" + sequence;
    }

    private String branch(Message message) {
        String what = message.parent() < first
                ? Details.beginning(message)
                : "follows <a href=\"#" + anchor(message.parent()) + "\">#" + message.parent() + "</a>";
        return "<p class=\"branch\">Another branch: " + what + "</p>\n";
    }

    private static String text(String text) {
        return "<div class=\"text\" dir=\"auto\">" + escaped(VisibleText.text(text)) + "</div>\n";
    }

    private void attachments(Message message) throws IOException {
        if (message.attachments().isEmpty()) {
            return;
        }
        out.write("<ul>\n");
        for (Attachment attachment : message.attachments()) {
            String name = "<bdi>" + escaped(Details.name(attachment)) + "</bdi>";
            String shown = Details.isLink(attachment)
                    ? "<a href=\"" + escaped(attachment.reference()) + "\" rel=\"noopener noreferrer nofollow\">" + name
                            + "</a>"
                    : name;
            out.write("<li>" + shown + " <small><bdi>" + escaped(Details.kind(attachment)) + "</bdi></small></li>\n");
        }
        out.write("</ul>\n");
    }

    @Override
    public void end() throws IOException {
        out.write("</article>\n");
    }

    @Override
    public void finish() throws IOException {
        out.write("</body>\n</html>\n");
        out.flush();
    }
}
