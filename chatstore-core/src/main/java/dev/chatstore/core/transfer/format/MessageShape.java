package dev.chatstore.core.transfer.format;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceMessage;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.source.Storable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A message as chat-completion APIs write it. The role, the name and a content that is text become fields; every other
 * key, tool calls among them, stands in the metadata under its own name.
 */
public final class MessageShape {
    private MessageShape() {}

    /** Reads a message that is at a place. */
    static SourceMessage read(Map<String, @Nullable Object> source, Place place, SourceReading reading) throws Refused {
        return read(source, String.valueOf(source.get("role")), place, reading);
    }

    /**
     * Reads a message whose sender the source names in its own way.
     *
     * @param sender the sender as the source names it
     */
    static SourceMessage read(Map<String, @Nullable Object> source, String sender, Place place, SourceReading reading)
            throws Refused {
        Reserved.checkFree(source);
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(source);
        Reserved reserved = new Reserved();
        if (!(rest.remove("role") instanceof String label) || label.isBlank()) {
            throw new Refused("has no role");
        }
        Role ofAuthor = source.get("name") instanceof String name ? reading.roleOf(name) : null;
        Role chosen = ofAuthor == null ? reading.roleOf(label) : ofAuthor;
        Role role = chosen == null ? Roles.of(label) : chosen;
        if (role == null || !role.label().equals(label)) {
            reserved.keep("role", label);
        }
        String text = text(source.get("content"));
        if (!source.containsKey("content")) {
            reserved.absent("content");
        } else if (!text.equals(source.get("content"))) {
            reserved.keep("content", source.get("content"));
        }
        rest.remove("content");
        LooseTime time = LooseTime.of(source, reading);
        List<String> changes = new ArrayList<>(time.changes());
        try {
            NewMessage bare = NewMessage.of(role == null ? Role.USER : role, Storable.text(text, changes));
            NewMessage named = named(bare, rest, reserved);
            NewMessage message = named.withMetadata(Storable.metadata(reserved.in(rest), changes))
                    .withSaid(time.said());
            String id =
                    message.metadata().get("id") instanceof String given && Fields.isMessageId(given) ? given : null;
            String identity = sender + "\n" + time.written();
            return new SourceMessage(id, null, role == null ? label : null, identity, message, place, changes);
        } catch (InvalidInputException e) {
            throw Refused.of(e);
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

    /** Returns the text of a content: itself, or that of its parts, one to a line. */
    private static String text(@Nullable Object content) throws Refused {
        if (content == null) {
            return "";
        }
        if (content instanceof String text) {
            return text;
        }
        if (!(content instanceof List<?> parts)) {
            throw new Refused("has a content that is neither text nor parts nor null");
        }
        StringJoiner text = new StringJoiner("\n");
        for (Object part : parts) {
            if (part instanceof String line) {
                text.add(line);
            } else if (part instanceof Map<?, ?> object && object.get("text") instanceof String line) {
                text.add(line);
            }
        }
        return text.toString();
    }

    /** Returns what {@link #read} reads, of a message. */
    public static Map<String, @Nullable Object> write(Message message) {
        Map<String, @Nullable Object> metadata = message.metadata();
        Map<String, @Nullable Object> source = Reserved.source(metadata);
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("role", source.getOrDefault("role", message.role().label()));
        if (message.author() != null || source.containsKey("name")) {
            shape.put("name", source.getOrDefault("name", message.author()));
        }
        if (!Reserved.isAbsent(metadata, "content") || !message.text().isEmpty()) {
            shape.put("content", content(message, source));
        }
        metadata.forEach((key, value) -> {
            if (!Reserved.isReserved(key)) {
                shape.putIfAbsent(key, value);
            }
        });
        return shape;
    }

    /** Returns the content as it came, unless the text was edited since. */
    private static @Nullable Object content(Message message, Map<String, @Nullable Object> source) {
        if (source.containsKey("content")) {
            try {
                Object content = source.get("content");
                return text(content).equals(message.text()) ? content : message.text();
            } catch (Refused e) {
                return message.text();
            }
        }
        return message.text();
    }
}
