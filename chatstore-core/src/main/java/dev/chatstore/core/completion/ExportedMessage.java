package dev.chatstore.core.completion;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a list that may be an export's, which says where its branches begin.
 *
 * @param message the message, without a parent
 * @param parent the number of the message that it follows: its place in the list from 1 on, or 0 if it begins at the start;
 *     null if it follows the message before it
 */
public record ExportedMessage(NewMessage message, @Nullable Long parent) {
    /**
     * Reads a message as {@link CompletionMessage#read} does, and what {@link CompletionMessage#write} has written of its
     * parent.
     *
     * @param number the number of the message itself
     * @throws InvalidInputException as {@link CompletionMessage#read} does, and if it follows no message before it
     */
    public static ExportedMessage read(Map<String, ? extends @Nullable Object> source, Role role, long number) {
        if (!(source.get(CompletionMessage.METADATA) instanceof Map<?, ?> nested)
                || !nested.containsKey(Reserved.PARENT)) {
            return new ExportedMessage(CompletionMessage.read(source, role), null);
        }
        Object given = nested.get(Reserved.PARENT);
        long parent = given instanceof Integer || given instanceof Long ? ((Number) given).longValue() : -1;
        if (parent < 0 || parent >= number) {
            throw new InvalidInputException(
                    "message.metadata", "must have the number of an earlier message as " + Reserved.PARENT, 0);
        }
        Map<Object, @Nullable Object> metadata = new LinkedHashMap<>(nested);
        metadata.remove(Reserved.PARENT);
        Map<String, @Nullable Object> message = new LinkedHashMap<>(source);
        if (metadata.isEmpty()) {
            message.remove(CompletionMessage.METADATA);
        } else {
            message.put(CompletionMessage.METADATA, metadata);
        }
        return new ExportedMessage(CompletionMessage.read(message, role), parent);
    }
}
