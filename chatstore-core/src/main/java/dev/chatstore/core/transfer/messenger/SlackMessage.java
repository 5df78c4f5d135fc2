package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one message of Slack. */
final class SlackMessage {
    private static final List<String> IN_FIELDS = List.of("type", "text");
    private static final List<String> NO_FILE = List.of("tombstone", "hidden_by_limit");
    private static final Pattern LINK = Pattern.compile("<([@#!]?)([^<>|]+)(?:\\|([^<>]*))?>");

    private SlackMessage() {}

    static @Nullable String read(
            Map<String, @Nullable Object> message,
            MessageDraft draft,
            Map<String, String> users,
            SourceReading reading) {
        String ts = Fields.id(message, "ts");
        String thread = Fields.id(message, "thread_ts");
        String author = author(message, users);
        boolean bot = message.containsKey("bot_id") || "bot_message".equals(message.get("subtype"));
        draft.role(Roles.ofSender(reading, bot, author, Fields.id(message, "user"), Fields.id(message, "bot_id")));
        String markup = message.get("text") instanceof String text ? text : "";
        String text = plain(markup.isEmpty() ? attachments(message) : markup, users);
        draft.id(ts)
                .parent(thread == null || thread.equals(ts) ? null : thread)
                .author(author)
                .text(text)
                .said(Instants.ofSeconds(ts))
                .keepAllBut(message, IN_FIELDS)
                .keep("text", text.equals(markup) ? null : markup);
        for (Object value : Fields.list(message, "files")) {
            attach(Fields.object(value), draft);
        }
        return null;
    }

    private static @Nullable String author(Map<String, @Nullable Object> message, Map<String, String> users) {
        String user = Fields.id(message, "user");
        String known = user == null ? null : users.get(user);
        if (known != null) {
            return known;
        }
        String real = Fields.text(Fields.object(message, "user_profile"), "real_name");
        String name = real == null ? Fields.text(message, "username") : real;
        return name == null ? user : name;
    }

    private static String attachments(Map<String, @Nullable Object> message) {
        StringJoiner text = new StringJoiner("\n");
        for (Object value : Fields.list(message, "attachments")) {
            Map<String, @Nullable Object> attachment = Fields.object(value);
            String said = Fields.text(attachment, "text");
            String shown = said == null ? Fields.text(attachment, "fallback") : said;
            if (shown != null) {
                text.add(shown);
            }
        }
        return text.toString();
    }

    /** Returns a text as it is read: mentions by names, links by their labels and addresses. */
    private static String plain(String markup, Map<String, String> users) {
        Matcher links = LINK.matcher(markup);
        String plain = links.replaceAll(
                link -> Matcher.quoteReplacement(shown(link.group(1), link.group(2), link.group(3), users)));
        return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String shown(String mark, String target, @Nullable String label, Map<String, String> users) {
        if (mark.equals("@")) {
            return "@" + (label == null ? users.getOrDefault(target, target) : label);
        }
        if (!mark.isEmpty()) {
            return (mark.equals("!") ? "@" : mark) + (label == null ? target : label);
        }
        return label == null || label.equals(target) ? target : label + " (" + target + ")";
    }

    private static void attach(Map<String, @Nullable Object> file, MessageDraft draft) {
        String url = Fields.text(file, "url_private");
        String reference = url == null ? Fields.text(file, "permalink") : url;
        if (reference == null || NO_FILE.contains(String.valueOf(file.get("mode")))) {
            draft.changed("its file is not in the export");
        } else {
            draft.attach(
                    reference,
                    Fields.text(file, "mimetype"),
                    Fields.number(file.get("size")),
                    Fields.text(file, "name"));
        }
    }
}
