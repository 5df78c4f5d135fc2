package dev.chatstore.core.prompt;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.Utf8;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of one conversation's messages: by a counter of the caller, else by what is stored, else by an estimate.
 * Each message is counted once, since a tokenizer takes its time.
 */
final class TokenCounts {
    /** What the frame of a message takes: its role and its separators. */
    private static final long FRAME = 4;

    private static final long BYTES_OF_A_TOKEN = 3;
    private static final List<String> CALLS = List.of("tool_calls", "function_call");

    private final @Nullable ToLongFunction<String> counter;
    private final Map<Long, Long> counted = new HashMap<>();

    TokenCounts(@Nullable ToLongFunction<String> counter) {
        this.counter = counter;
    }

    long of(@Nullable String systemPrompt) {
        return systemPrompt == null ? 0 : FRAME + text(systemPrompt);
    }

    long of(List<Message> messages) {
        return messages.stream().mapToLong(this::of).sum();
    }

    long of(Message message) {
        return counted.computeIfAbsent(message.sequence(), sequence -> count(message));
    }

    private long count(Message message) {
        if (counter == null && message.tokens() > 0) {
            return message.tokens();
        }
        Map<String, @Nullable Object> calls = new LinkedHashMap<>();
        for (String key : CALLS) {
            if (message.metadata().get(key) != null) {
                calls.put(key, message.metadata().get(key));
            }
        }
        String json = Json.write(calls);
        String author = message.author();
        return FRAME + text(message.text()) + (author == null ? 0 : text(author)) + (json == null ? 0 : text(json));
    }

    private long text(String text) {
        if (counter == null) {
            return (Utf8.length(text) + BYTES_OF_A_TOKEN - 1) / BYTES_OF_A_TOKEN;
        }
        long tokens = text.isEmpty() ? 0 : counter.applyAsLong(text);
        if (tokens < 0 || tokens > NewMessage.MAX_TOKENS) {
            throw new InvalidInputException(
                    "counter", "must return a number from 0 to " + NewMessage.MAX_TOKENS + ", and did not", 0);
        }
        return tokens;
    }
}
