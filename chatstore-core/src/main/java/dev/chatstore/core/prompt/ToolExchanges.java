package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the results of tools behind their calls. Takes messages from the newest back. */
final class ToolExchanges {
    /** Results whose call is further back, the oldest first. */
    private final Map<CallId, Deque<Message>> waiting = new HashMap<>();

    /**
     * Returns the step that a message begins: a call with all of its results, or any other message by itself. It is empty
     * for a result, which waits for its call, and for a call without all of its results.
     */
    List<Message> step(Message message) {
        if (message.role() == Role.TOOL) {
            CallId id = CallId.ofResult(message);
            if (id != null) {
                waiting.computeIfAbsent(id, key -> new ArrayDeque<>()).addFirst(message);
            }
            return List.of();
        }
        List<Message> step = new ArrayList<>();
        step.add(message);
        List<@Nullable CallId> calls = CallId.ofCalls(message);
        for (CallId call : calls) {
            Deque<Message> results = call == null ? null : waiting.get(call);
            Message result = results == null ? null : results.pollFirst();
            if (result != null) {
                step.add(result);
            }
        }
        // An id may come again in an earlier call; results belong to the last call before them.
        calls.forEach(waiting::remove);
        step.sort(Comparator.comparingLong(Message::sequence));
        return step.size() == calls.size() + 1 ? step : List.of();
    }

    /** Drops the results that wait. */
    void clear() {
        waiting.clear();
    }
}
