package dev.chatstore.core.transfer.format;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.core.completion.CompletionContent;
import dev.chatstore.core.completion.ExportedMessage;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceMessage;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.source.Storable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a message as chat-completion APIs write it, whatever it calls its role. */
final class MessageShape {
    private static final String CONTENT = "content";

    private MessageShape() {}

    /** Reads a message that is at a place in its list. */
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
        if (!(source.get("role") instanceof String label) || label.isBlank()) {
            throw new Refused("has no role");
        }
        if (!CompletionContent.isContent(source.get(CONTENT))) {
            throw new Refused("has a content that is neither text nor parts nor null");
        }
        Role ofAuthor = source.get("name") instanceof String name ? reading.roleOf(name) : null;
        Role chosen = ofAuthor == null ? reading.roleOf(label) : ofAuthor;
        Role role = chosen == null ? Roles.of(label) : chosen;
        LooseTime time = LooseTime.of(source, reading);
        List<String> changes = new ArrayList<>(time.changes());
        if (source.values().stream().anyMatch(LooseNames::areMessages)) {
            changes.add("messages inside it are not read, and stay in its metadata");
        }
        try {
            long number = place.message() == null ? Long.MAX_VALUE : place.message() + 1;
            ExportedMessage read =
                    ExportedMessage.read(storable(source, changes), role == null ? Role.USER : role, number);
            return new SourceMessage(
                    source.get("id") instanceof String given && Fields.isMessageId(given) ? given : null,
                    read.parent() == null ? null : SourceMessage.numbered(read.parent()),
                    role == null ? label : null,
                    sender + "\n" + time.written(),
                    read.message().withSaid(time.said()),
                    place,
                    changes);
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    private static Map<String, @Nullable Object> storable(Map<String, @Nullable Object> source, List<String> changes) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>(source);
        others.remove(CONTENT);
        Map<String, @Nullable Object> storable = new LinkedHashMap<>(Storable.metadata(others, changes));
        if (source.get(CONTENT) instanceof String text) {
            storable.put(CONTENT, Storable.text(text, changes));
        } else if (source.containsKey(CONTENT)) {
            storable.putAll(Storable.metadata(Collections.singletonMap(CONTENT, source.get(CONTENT)), changes));
        }
        return storable;
    }
}
