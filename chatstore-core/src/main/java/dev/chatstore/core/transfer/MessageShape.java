package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.completion.CompletionContent;
import dev.chatstore.core.completion.ExportedMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a message as chat-completion APIs write it, whatever it calls its role. */
final class MessageShape {
    private MessageShape() {}

    /**
     * Reads a message.
     *
     * @param number its place in its list, from 1 on
     */
    static ExportedMessage read(Map<String, @Nullable Object> source, long number) throws Refused {
        if (!(source.get("role") instanceof String label) || label.isBlank()) {
            throw new Refused("has no role");
        }
        if (!CompletionContent.isContent(source.get("content"))) {
            throw new Refused("has a content that is neither text nor parts nor null");
        }
        try {
            return ExportedMessage.read(source, Roles.of(label), number);
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }
}
