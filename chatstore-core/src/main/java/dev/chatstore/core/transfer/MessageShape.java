package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.completion.CompletionContent;
import dev.chatstore.core.completion.CompletionMessage;
import dev.chatstore.core.completion.Reserved;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a message as chat-completion APIs write it, whatever it calls its role. */
final class MessageShape {
    private MessageShape() {}

    static NewMessage read(Map<String, @Nullable Object> source) throws Refused {
        if (usesReservedKeys(source)) {
            throw new Refused("has the reserved key " + Reserved.SOURCE + " or " + Reserved.ABSENT);
        }
        if (!(source.get("role") instanceof String label) || label.isBlank()) {
            throw new Refused("has no role");
        }
        if (!CompletionContent.isContent(source.get("content"))) {
            throw new Refused("has a content that is neither text nor parts nor null");
        }
        try {
            return CompletionMessage.read(source, Roles.of(label));
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    private static boolean usesReservedKeys(Map<String, @Nullable Object> source) {
        return Reserved.isIn(source) || (source.get("metadata") instanceof Map<?, ?> nested && Reserved.isIn(nested));
    }
}
