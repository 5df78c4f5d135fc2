package dev.chatstore.core.transfer.format;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.core.completion.CompletionContent;
import dev.chatstore.core.completion.CompletionMessage;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceMessage;
import dev.chatstore.core.transfer.source.SourceReading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a message as chat-completion APIs write it, whatever it calls its role. */
final class MessageShape {
    private MessageShape() {}

    /** Reads a message that is at a place. */
    static SourceMessage read(Map<String, @Nullable Object> source, Place place, SourceReading reading) throws Refused {
        if (!(source.get("role") instanceof String label) || label.isBlank()) {
            throw new Refused("has no role");
        }
        if (!CompletionContent.isContent(source.get("content"))) {
            throw new Refused("has a content that is neither text nor parts nor null");
        }
        Role chosen = reading.roleOf(label);
        Role role = chosen == null ? Roles.of(label) : chosen;
        LooseTime time = LooseTime.of(source, reading);
        try {
            NewMessage message = CompletionMessage.read(source, role == null ? Role.USER : role)
                    .withSaid(time.said());
            String id = source.get("id") instanceof String given && isId(given) ? given : null;
            return new SourceMessage(id, null, role == null ? label : null, message, place, time.changes());
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    private static boolean isId(String given) {
        try {
            NewMessage.checkId(given);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
