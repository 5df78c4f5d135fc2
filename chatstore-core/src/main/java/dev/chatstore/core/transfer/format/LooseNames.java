package dev.chatstore.core.transfer.format;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that name things their own way, into the names of chat-completion APIs. A sender that is no role is a
 * person, and a role that is not known stays as it is.
 */
final class LooseNames {
    private static final List<String> SENDERS = List.of("role", "sender", "from", "author");
    private static final List<String> TEXTS = List.of("text", "content", "message");
    private static final List<String> AUTHORS = List.of("name", "author", "sender", "from");
    private static final List<String> PROMPTS = List.of("system", "system_prompt", "systemPrompt");

    private LooseNames() {}

    /** Returns whether an object looks like a message. */
    static boolean isMessage(Map<String, @Nullable Object> object) {
        return SENDERS.stream().anyMatch(key -> isName(object.get(key)))
                && TEXTS.stream().anyMatch(object::containsKey);
    }

    /** Returns whether a value is a list of objects of which the first looks like a message. */
    static boolean areMessages(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() && isMessage(Fields.object(list.get(0)));
    }

    static Map<String, @Nullable Object> conversation(Map<String, @Nullable Object> source) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(source);
        PROMPTS.stream().filter(source::containsKey).findFirst().ifPresent(key -> rename(named, key, "system"));
        return named;
    }

    static Map<String, @Nullable Object> message(Map<String, @Nullable Object> source, SourceReading reading)
            throws Refused {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(source);
        String textKey = TEXTS.stream()
                .filter(key -> source.get(key) != null)
                .findFirst()
                .orElse("content");
        if (source.get(textKey) == null && source.get("tool_calls") == null) {
            throw new Refused("has no text");
        }
        rename(named, textKey, "content");
        String senderKey = senderKey(source);
        named.remove(senderKey);
        sender(named, senderKey, sender(source), reading);
        return named;
    }

    private static String senderKey(Map<String, @Nullable Object> source) throws Refused {
        return SENDERS.stream()
                .filter(key -> isName(source.get(key)))
                .findFirst()
                .orElseThrow(() -> new Refused("has no role or sender"));
    }

    /** Returns who said a message, or in which role, as the source names it. */
    static String sender(Map<String, @Nullable Object> source) throws Refused {
        return String.valueOf(source.get(senderKey(source)));
    }

    private static void sender(
            Map<String, @Nullable Object> named, String senderKey, String sender, SourceReading reading) {
        Role known = Roles.of(sender);
        if (senderKey.equals("role") && (known == null || reading.roleOf(sender) != null)) {
            // What the role means is asked for under the source's own name of it.
            named.put("role", sender);
            return;
        }
        Role chosen = reading.roleOf(sender);
        Role role = chosen != null ? chosen : known == null ? Role.USER : known;
        named.put("role", role.label());
        Optional<String> authorKey =
                AUTHORS.stream().filter(key -> isName(named.get(key))).findFirst();
        authorKey.ifPresent(key -> rename(named, key, "name"));
        if (!sender.equals(role.label())) {
            boolean person = role == Role.USER || known == null;
            named.putIfAbsent(authorKey.isEmpty() && person ? "name" : "sender", sender);
        }
    }

    private static boolean isName(@Nullable Object value) {
        return value instanceof String text && !text.isBlank();
    }

    /** Moves a value to another name; what it finds there takes the old one, so that nothing is lost. */
    private static void rename(Map<String, @Nullable Object> object, String from, String to) {
        if (!from.equals(to) && object.containsKey(from)) {
            Object displaced = object.put(to, object.remove(from));
            if (displaced != null) {
                object.put(from, displaced);
            }
        }
    }
}
