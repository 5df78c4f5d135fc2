package dev.chatstore.core.export;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is shown of conversations and messages besides their texts. Nothing of it is escaped. */
final class Details {
    /** An address that a browser opens as a page and nothing else, with no character that ends it in a document. */
    private static final Pattern WEB = Pattern.compile("(?i)https?://[\\x21-\\x7E&&[^\"'<>\\\\`(){}|^]]+");

    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;

    private Details() {}

    static String title(Conversation conversation) {
        String title = conversation.profile().title();
        return VisibleText.line(title == null ? conversation.id().value() : title);
    }

    /** Returns the facts of a conversation by their names. */
    static Map<String, String> of(Conversation conversation, ExportView view) {
        Profile profile = conversation.profile();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("id", VisibleText.line(conversation.id().value()));
        if (!conversation.id().tenant().equals(ConversationId.DEFAULT_TENANT)) {
            facts.put("tenant", VisibleText.line(conversation.id().tenant()));
        }
        put(facts, "owner", profile.owner());
        put(facts, "model", profile.model());
        facts.put("created", view.dayAndMinute(conversation.created()) + " (" + view.zone() + ")");
        if (conversation.archived()) {
            facts.put("archived", "yes");
        }
        put(facts, "cannot be read", profile.unreadable().isEmpty() ? null : String.join(", ", profile.unreadable()));
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, VisibleText.line(value));
        }
    }

    /** Returns how a message begins that follows none that is left of its conversation. */
    static String beginning(Message message) {
        return message.parent() == 0 ? "from the start" : "follows no. " + message.parent() + ", which was removed";
    }

    /** Returns the author of a message, or its role. */
    static String speaker(Message message) {
        String author = message.author();
        String role = message.role().label();
        return author == null
                ? role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1)
                : VisibleText.line(author);
    }

    /** Returns what happened to a message since it was stored. */
    static List<String> marks(Message message, ExportView view) {
        List<String> marks = new ArrayList<>();
        if (message.edited() != null) {
            marks.add((message.redacted() ? "redacted " : "edited ") + view.dayAndMinute(message.edited()));
        } else if (message.redacted()) {
            marks.add("redacted");
        }
        if (!message.unreadable().isEmpty()) {
            marks.add("cannot be read: " + String.join(", ", message.unreadable()));
        }
        return marks;
    }

    static boolean isLink(Attachment attachment) {
        return WEB.matcher(attachment.reference()).matches();
    }

    static String name(Attachment attachment) {
        String name = attachment.name();
        return VisibleText.line(name == null ? attachment.reference() : name);
    }

    /** Returns the type and size of an attachment, and its reference if that is neither its name nor its link. */
    static String kind(Attachment attachment) {
        String kind = VisibleText.line(attachment.mediaType()) + ", " + size(attachment.size());
        return attachment.name() == null || isLink(attachment)
                ? kind
                : kind + ", " + VisibleText.line(attachment.reference());
    }

    private static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < MEGA
                ? String.format(Locale.ROOT, "%.1f kB", (double) bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGA);
    }
}
