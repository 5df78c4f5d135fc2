package dev.chatstore.core.transfer.source;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads parts of plain Java values whose form is not certain: what is of another type is not there. */
public final class Fields {
    private Fields() {}

    /** Returns a text that is not empty, or null. */
    public static @Nullable String text(Map<String, @Nullable Object> object, String key) {
        return object.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** Returns an object, empty if there is none. */
    @SuppressWarnings("unchecked") // an object that was read has strings as keys
    public static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** Returns the object of a key, empty if there is none. */
    public static Map<String, @Nullable Object> object(Map<String, @Nullable Object> object, String key) {
        return object(object.get(key));
    }

    /** Returns the list of a key, empty if there is none. */
    @SuppressWarnings("unchecked") // any list is one of objects
    public static List<@Nullable Object> list(Map<String, @Nullable Object> object, String key) {
        return object.get(key) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
    }

    /** Returns a number, also one that is written as a text, or null. */
    public static @Nullable BigDecimal number(@Nullable Object value) {
        try {
            return value instanceof Number || value instanceof String ? new BigDecimal(String.valueOf(value)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns an id, which is a text or a whole number, or null. */
    public static @Nullable String id(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isBlank() ? null : text;
        }
        return value instanceof Number number ? number.toString() : null;
    }

    /** Returns the id of a key, or null. */
    public static @Nullable String id(Map<String, @Nullable Object> object, String key) {
        return id(object.get(key));
    }

    /** Returns a source's id of a conversation, or a digest of it if it is too long for one or has characters that none has. */
    public static String conversationId(String given) {
        return isConversationId(given)
                ? given
                : Digest.id(new Digest().add(given).bytes(), 1);
    }

    /** Returns whether a text can be a conversation's id. */
    public static boolean isConversationId(String id) {
        try {
            return ConversationId.of(id).value().equals(id);
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** Returns whether a text can be a message's id. */
    public static boolean isMessageId(String id) {
        try {
            NewMessage.checkId(id);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** Returns an object without some keys. */
    public static Map<String, @Nullable Object> without(Map<String, @Nullable Object> object, List<String> keys) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(object);
        rest.keySet().removeAll(keys);
        rest.values().removeIf(value -> value == null);
        return rest;
    }
}
