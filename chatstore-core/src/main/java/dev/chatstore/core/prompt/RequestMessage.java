package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.core.completion.CompletionContent;
import dev.chatstore.core.completion.Reserved;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stored message with the keys that a request may have for its role. */
final class RequestMessage {
    static final String DEVELOPER = "developer";
    static final String FUNCTION = "function";

    private RequestMessage() {}

    static Map<String, @Nullable Object> of(Message message) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        String role = role(message);
        request.put("role", role);
        String author = message.author();
        // The API has no name of a tool: the call has it.
        if (author != null && !role.equals(Role.TOOL.label())) {
            request.put("name", role.equals(FUNCTION) ? author : SpeakerName.of(author));
        }
        Object content = CompletionContent.of(message);
        request.put("content", content == null ? "" : content);
        if (message.role() == Role.ASSISTANT) {
            addAnswer(message, request);
        } else if (role.equals(Role.TOOL.label()) && message.metadata().get("tool_call_id") instanceof String id) {
            request.put("tool_call_id", id);
        }
        return Collections.unmodifiableMap(request);
    }

    /** Returns the role in the API, which has two for instructions and two for results. */
    static String role(Message message) {
        Object source = Reserved.source(message.metadata()).get("role");
        return switch (message.role()) {
            case SYSTEM -> DEVELOPER.equals(source) ? DEVELOPER : message.role().label();
            case TOOL ->
                FUNCTION.equals(source) || isOfFunction(message)
                        ? FUNCTION
                        : message.role().label();
            default -> message.role().label();
        };
    }

    /** Returns whether a result has the name of its function in place of the id of its call, as the older form has it. */
    private static boolean isOfFunction(Message message) {
        return message.author() != null && !(message.metadata().get("tool_call_id") instanceof String);
    }

    private static void addAnswer(Message message, Map<String, @Nullable Object> request) {
        int before = request.size();
        Map<String, @Nullable Object> metadata = message.metadata();
        if (metadata.get("tool_calls") instanceof List<?> calls && !calls.isEmpty()) {
            request.put("tool_calls", calls);
        }
        if (metadata.get("function_call") instanceof Map<?, ?> call && !call.isEmpty()) {
            request.put("function_call", call);
        }
        if (metadata.get("refusal") instanceof String refusal && !refusal.isEmpty()) {
            request.put("refusal", refusal);
        }
        if (metadata.get("audio") instanceof Map<?, ?> audio && audio.get("id") instanceof String id) {
            request.put("audio", Map.of("id", id));
        }
        if (request.size() > before && message.text().isEmpty()) {
            request.put("content", null);
        }
    }
}
