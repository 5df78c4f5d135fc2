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
        if (author != null) {
            request.put("name", role.equals(FUNCTION) ? author : SpeakerName.of(author));
        }
        Object content = CompletionContent.of(message);
        request.put("content", content == null ? "" : content);
        if (message.role() == Role.ASSISTANT) {
            addAnswer(message, request);
        } else if (message.metadata().get("tool_call_id") instanceof String id && role.equals(Role.TOOL.label())) {
            request.put("tool_call_id", id);
        }
        return Collections.unmodifiableMap(request);
    }

    private static String role(Message message) {
        Object source = Reserved.source(message.metadata()).get("role");
        boolean known = (message.role() == Role.SYSTEM && DEVELOPER.equals(source))
                || (message.role() == Role.TOOL && FUNCTION.equals(source));
        return known ? String.valueOf(source) : message.role().label();
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
