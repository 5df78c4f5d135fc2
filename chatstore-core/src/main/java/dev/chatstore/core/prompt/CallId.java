package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a result names its call by.
 *
 * @param value the id of the call, or null for the older form of a single function call, which has none
 */
record CallId(@Nullable String value) {
    private static final CallId FUNCTION = new CallId(null);

    /** Returns the ids of the calls of a message; null in place of one that no result can name. */
    static List<@Nullable CallId> ofCalls(Message message) {
        List<@Nullable CallId> ids = new ArrayList<>();
        if (message.role() != Role.ASSISTANT) {
            return ids;
        }
        if (message.metadata().get("tool_calls") instanceof List<?> calls) {
            for (Object call : calls) {
                ids.add(call instanceof Map<?, ?> map && map.get("id") instanceof String id ? new CallId(id) : null);
            }
        }
        if (message.metadata().get("function_call") instanceof Map<?, ?> call && !call.isEmpty()) {
            ids.add(FUNCTION);
        }
        return ids;
    }

    /** Returns the id of the call that a tool's message answers, or null if it names none in a way that APIs accept. */
    static @Nullable CallId ofResult(Message message) {
        if (RequestMessage.role(message).equals(RequestMessage.FUNCTION)) {
            return message.author() == null ? null : FUNCTION;
        }
        return message.metadata().get("tool_call_id") instanceof String id ? new CallId(id) : null;
    }
}
