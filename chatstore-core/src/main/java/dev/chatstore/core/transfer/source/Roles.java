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

    /**
     * Returns the role of a sender: the operator's choice for one of its names, else the assistant for a bot, else the user.
     *
     * @param names the names and ids that the source gives to the sender
     */
    public static Role ofSender(SourceReading reading, boolean bot, @Nullable String... names) {
        for (String name : names) {
            Role chosen = name == null ? null : reading.roleOf(name);
            if (chosen != null) {
                return chosen;
            }
        }
        return bot ? Role.ASSISTANT : Role.USER;
    }
}
