package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the results of tools behind their calls. */
final class ToolExchanges {
    /** Of a call and a result without an id, as in the older form of a single function call. */
    private static final String NO_ID = "";

    private ToolExchanges() {}

    /**
     * Returns messages in steps: each is a call with all of its results, or any other message by itself. A step has the
     * place of its first message.
     *
     * @param leftOut receives the sequences of results without a call, and of calls without all results
     */
    static List<List<Message>> steps(Iterable<Message> messages, Set<Long> leftOut) {
        List<Step> steps = new ArrayList<>();
        // An id may come again in a later call; results belong to the last call before them.
        Map<String, Step> calls = new HashMap<>();
        for (Message message : messages) {
            if (message.role() == Role.TOOL) {
                String id = message.metadata().get("tool_call_id") instanceof String given ? given : NO_ID;
                Step step = calls.get(id);
                if (step == null || !step.add(message, id)) {
                    leftOut.add(message.sequence());
                }
            } else {
                Step step = new Step(message);
                steps.add(step);
                step.missing.forEach(id -> calls.put(id, step));
            }
        }
        List<List<Message>> complete = new ArrayList<>();
        for (Step step : steps) {
            if (step.missing.isEmpty()) {
                complete.add(step.messages);
            } else {
                step.messages.forEach(message -> leftOut.add(message.sequence()));
            }
        }
        return complete;
    }

    private static final class Step {
        private final List<Message> messages = new ArrayList<>();
        private final List<String> missing;

        Step(Message first) {
            messages.add(first);
            missing = first.role() == Role.ASSISTANT ? calls(first.metadata()) : new ArrayList<>();
        }

        /** Adds a result, unless there is one already. */
        boolean add(Message result, String id) {
            return missing.remove(id) && messages.add(result);
        }

        private static List<String> calls(Map<String, @Nullable Object> metadata) {
            List<String> ids = new ArrayList<>();
            if (metadata.get("tool_calls") instanceof List<?> calls) {
                for (Object call : calls) {
                    ids.add(call instanceof Map<?, ?> map && map.get("id") instanceof String id ? id : NO_ID);
                }
            }
            if (metadata.get("function_call") instanceof Map<?, ?> call && !call.isEmpty()) {
                ids.add(NO_ID);
            }
            return ids;
        }
    }
}
