package dev.chatstore.core.transfer;

import dev.chatstore.api.Role;
import java.util.Locale;

/** Knows what senders are called elsewhere. */
final class Roles {
    private Roles() {}

    /** Returns the role of a sender; who is none of the known ones is a person. */
    static Role of(String sender) {
        return switch (sender.toLowerCase(Locale.ROOT)) {
            case "system", "developer" -> Role.SYSTEM;
            case "assistant", "bot", "chatbot", "agent", "ai", "model" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default -> Role.USER;
        };
    }
}
