package dev.chatstore.core.completion;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The content of a message as chat-completion APIs write it: a text, a list of parts, or null. */
public final class CompletionContent {
    private CompletionContent() {}

    /** Returns whether a value is a content. */
    public static boolean isContent(@Nullable Object content) {
        return content == null || content instanceof String || content instanceof List<?>;
    }

    /**
     * Returns the text of a content: itself, or that of its parts, one to a line.
     *
     * @throws InvalidInputException if the value is no content
     */
    public static String text(@Nullable Object content) {
        if (content == null) {
            return "";
        }
        if (content instanceof String text) {
            return text;
        }
        if (!(content instanceof List<?> parts)) {
            throw new InvalidInputException("message.content", "must be a text, a list of parts, or null", 0);
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

    /** Returns the content of a stored message as it came, or its text if that was edited since. */
    public static @Nullable Object of(Message message) {
        Map<String, @Nullable Object> source = Reserved.source(message.metadata());
        if (!source.containsKey("content")) {
            return message.text();
        }
        Object content = source.get("content");
        return isContent(content) && text(content).equals(message.text()) ? content : message.text();
    }
}
