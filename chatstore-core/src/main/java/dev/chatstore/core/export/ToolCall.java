package dev.chatstore.core.export;

import dev.chatstore.api.Message;
import dev.chatstore.core.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool as people read it.
 *
 * @param name the name of the tool
 * @param arguments the arguments, as the model wrote them
 */
record ToolCall(String name, String arguments) {
    /** Returns the calls of a message, which has none as a rule. */
    static List<ToolCall> of(Message message) {
        List<ToolCall> calls = new ArrayList<>();
        if (message.metadata().get("tool_calls") instanceof List<?> list) {
            for (Object call : list) {
                calls.add(of(call instanceof Map<?, ?> map ? map.get("function") : null));
            }
        }
        if (message.metadata().get("function_call") instanceof Map<?, ?> map) {
            calls.add(of(map));
        }
        return calls;
    }

    private static ToolCall of(@Nullable Object function) {
        if (!(function instanceof Map<?, ?> map)) {
            return new ToolCall("?", "");
        }
        String name = map.get("name") instanceof String given ? given : "?";
        return new ToolCall(VisibleText.line(name), VisibleText.text(arguments(map.get("arguments"))));
    }

    @SuppressWarnings("unchecked") // an object of the API has strings as keys
    private static String arguments(@Nullable Object arguments) {
        if (arguments instanceof Map<?, ?> map) {
            String json = Json.write((Map<String, @Nullable Object>) map);
            return json == null ? "{}" : json;
        }
        return arguments == null ? "" : String.valueOf(arguments);
    }
}
