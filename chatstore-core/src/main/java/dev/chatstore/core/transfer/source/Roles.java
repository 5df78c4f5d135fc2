package dev.chatstore.core.transfer.source;

import dev.chatstore.api.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Knows what roles are called elsewhere. */
public final class Roles {
    private Roles() {}

    /** Returns the role of a name, or null if it is none of the known ones. */
    public static @Nullable Role of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "system", "developer" -> Role.SYSTEM;
            case "assistant", "bot", "chatbot", "agent", "ai", "model", "gpt", "chatgpt", "claude", "gemini" ->
                Role.ASSISTANT;
            case "tool", "function", "observation" -> Role.TOOL;
            case "user", "human", "customer", "client", "visitor" -> Role.USER;
            default -> null;
        };
    }
}
