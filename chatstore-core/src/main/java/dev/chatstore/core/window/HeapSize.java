package dev.chatstore.core.window;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.StoredSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap bytes of a value, as HotSpot lays it out with compressed pointers: objects in multiples of 8 bytes
 * with a header of 12, arrays with a header of 16, and strings of one byte per character unless a character needs two.
 */
public final class HeapSize {
    private static final int POINTER = 4;
    private static final int MESSAGE = 48;

    /** The object of the parts that most messages do not have. */
    private static final int RARE_PARTS = 64;

    private static final int CONVERSATION = 72;
    private static final int PROFILE = 32;
    private static final int ID = 24;
    private static final int SESSION = 48;

    /** With its duration. */
    private static final int EXPIRY = 48;

    private static final int STRING = 24;
    private static final int INSTANT = 24;
    private static final int ATTACHMENT = 32;
    private static final int NUMBER = 24;
    private static final int BIG_NUMBER = 104;
    private static final int LIST = 48;

    /** With the table for its first entries. */
    private static final int MAP = 168;

    private static final int MAP_ENTRY = 48;

    private HeapSize() {}

    /** Returns the heap bytes of a change. */
    public static long of(Change change) {
        if (change instanceof Change.Appended appended) {
            Profile profile = appended.profile();
            return of(appended.conversation()) + of(appended.messages()) + (profile == null ? 0 : of(profile));
        }
        if (change instanceof Change.Revised revised) {
            return of(revised.conversation()) + of(revised.message());
        }
        return change instanceof Change.Described described ? of(described.head()) : of(change.conversation());
    }

    /** Returns the heap bytes of messages. */
    public static long of(List<Message> messages) {
        long bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            bytes += POINTER + of(messages.get(i));
        }
        return bytes;
    }

    static long of(Message message) {
        return MESSAGE + of(message.text()) + of(message.id()) + (hasRareParts(message) ? rareParts(message) : 0);
    }

    private static boolean hasRareParts(Message message) {
        return message.author() != null
                || message.revision() != 1
                || message.parent() != message.sequence() - 1
                || !message.metadata().isEmpty()
                || !message.attachments().isEmpty()
                || !message.said().equals(message.created())
                || !message.unreadable().isEmpty();
    }

    private static long rareParts(Message message) {
        return RARE_PARTS
                + of(message.author())
                + attachments(message.attachments())
                + of(message.metadata())
                + (message.edited() == null ? 0 : INSTANT)
                + (message.unreadable().isEmpty() ? 0 : LIST);
    }

    static long of(Conversation head) {
        return CONVERSATION + 3 * INSTANT + of(head.id()) + of(head.profile());
    }

    static long of(ConversationId id) {
        return ID + of(id.tenant()) + of(id.value());
    }

    /** Returns the heap bytes of a session. */
    public static long of(StoredSession session) {
        return SESSION
                + ID
                + of(session.id().tenant())
                + of(session.id().name())
                + of(session.id().value())
                + of(session.owner())
                + of(session.state())
                + 2 * INSTANT
                + (session.expiry() == null ? 0 : INSTANT + EXPIRY);
    }

    /** Returns the heap bytes of a string, 0 for null. */
    public static long of(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int width = isLatin1(text) ? 1 : 2;
        return STRING + aligned(16 + (long) width * text.length());
    }

    private static long of(Profile profile) {
        return PROFILE
                + of(profile.owner())
                + of(profile.title())
                + of(profile.model())
                + of(profile.systemPrompt())
                + of(profile.metadata());
    }

    private static long attachments(List<Attachment> attachments) {
        long bytes = attachments.isEmpty() ? 0 : LIST;
        for (Attachment attachment : attachments) {
            bytes += POINTER
                    + ATTACHMENT
                    + of(attachment.reference())
                    + of(attachment.mediaType())
                    + of(attachment.name());
        }
        return bytes;
    }

    /** An empty map is shared by all. */
    private static long of(Map<?, ?> map) {
        long bytes = map.isEmpty() ? 0 : MAP;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            bytes += MAP_ENTRY + ofJson(entry.getKey()) + ofJson(entry.getValue());
        }
        return bytes;
    }

    private static long ofJson(@Nullable Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof List<?> list) {
            long bytes = LIST;
            for (Object element : list) {
                bytes += POINTER + ofJson(element);
            }
            return bytes;
        }
        if (value instanceof Long) {
            return NUMBER;
        }
        return value == null || value instanceof Boolean ? 0 : BIG_NUMBER;
    }

    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static long aligned(long bytes) {
        return (bytes + 7) & ~7;
    }
}
