package dev.chatstore.core.completion;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as chat-completion APIs write it. The role, the name and a content that is text are fields of the stored
 * message; the API's other keys, tool calls among them, are in its metadata under their own names.
 */
public final class CompletionMessage {
    /** Keys of the API that are in the metadata of a stored message. */
    private static final Set<String> API_KEYS =
            Set.of("tool_calls", "tool_call_id", "function_call", "refusal", "audio");

    static final String METADATA = "metadata";

    private CompletionMessage() {}

    /**
     * Reads a message. Keys that the API does not have become metadata, both those next to the API's keys and those in an
     * object {@code metadata}. Our own keys are refused in both places, since an export would take them for ours.
     *
     * @param role the stored role; the source's own word for it is kept if it is another one
     * @throws InvalidInputException if the content is neither text nor parts nor null, a key is ours, or a part breaks a
     *     limit of {@link NewMessage}
     */
    public static NewMessage read(Map<String, ? extends @Nullable Object> source, Role role) {
        checkFree("message", source);
        if (source.get(METADATA) instanceof Map<?, ?> nested) {
            checkFree("message.metadata", nested);
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(source);
        Reserved reserved = new Reserved();
        Object label = rest.remove("role");
        if (!role.label().equals(label)) {
            reserved.keep("role", label);
        }
        Object content = rest.remove("content");
        String text = CompletionContent.text(content);
        if (!source.containsKey("content")) {
            reserved.absent("content");
        } else if (!text.equals(content)) {
            reserved.keep("content", content);
        }
        NewMessage named = named(NewMessage.of(role, text), rest, reserved);
        unnest(rest);
        return named.withMetadata(reserved.in(rest));
    }

    private static void checkFree(String field, Map<?, ?> object) {
        String key = Reserved.firstIn(object);
        if (key != null) {
            throw new InvalidInputException(field, "must not have the reserved key " + key, 0);
        }
    }

    private static NewMessage named(NewMessage message, Map<String, @Nullable Object> rest, Reserved reserved) {
        if (!rest.containsKey("name")) {
            return message;
        }
        Object name = rest.remove("name");
        if (name instanceof String author && !author.isEmpty()) {
            try {
                return message.withAuthor(author);
            } catch (InvalidInputException e) {
                // What is no author to the model is still a name to the source.
                reserved.keep("name", name);
                return message;
            }
        }
        reserved.keep("name", name);
        return message;
    }

    /** Takes the keys out of an object {@code metadata}, unless one of them would then be taken for something else. */
    private static void unnest(Map<String, @Nullable Object> rest) {
        if (rest.get(METADATA) instanceof Map<?, ?> nested && !nested.isEmpty()) {
            boolean free = nested.keySet().stream()
                    .allMatch(key -> key instanceof String name
                            && !API_KEYS.contains(name)
                            && (name.equals(METADATA) || !rest.containsKey(name)));
            if (free) {
                rest.remove(METADATA);
                nested.forEach((key, value) -> rest.put((String) key, value));
            }
        }
    }

    /**
     * Returns what {@link #read} reads, of a stored message: the role, the name and the content as they came, the API's
     * other keys, and everything else in an object {@code metadata}.
     *
     * @param parent the place in the list of the message that it follows, which the metadata then says for {@link
     *     ExportedMessage}, 0 for the start; or null to say nothing
     */
    public static Map<String, @Nullable Object> write(Message message, @Nullable Long parent) {
        Map<String, @Nullable Object> metadata = message.metadata();
        Map<String, @Nullable Object> source = Reserved.source(metadata);
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("role", source.getOrDefault("role", message.role().label()));
        if (message.author() != null || source.containsKey("name")) {
            shape.put("name", source.getOrDefault("name", message.author()));
        }
        if (!Reserved.isAbsent(metadata, "content") || !message.text().isEmpty()) {
            shape.put("content", CompletionContent.of(message));
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        metadata.forEach((key, value) -> {
            if (!Reserved.isReserved(key)) {
                (API_KEYS.contains(key) ? shape : rest).put(key, value);
            }
        });
        if (parent != null) {
            rest.put(Reserved.PARENT, parent);
        }
        if (!rest.isEmpty()) {
            shape.put(METADATA, rest);
        }
        return shape;
    }
}
