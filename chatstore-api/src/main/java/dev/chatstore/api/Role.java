package dev.chatstore.api;

import java.util.Locale;

/** The role of a message's speaker, in the terms of chat-completion APIs. */
public enum Role {
    /** Instructions to the assistant. */
    SYSTEM,
    /** The person, or the program, that talks to the bot. */
    USER,
    /** The bot. */
    ASSISTANT,
    /** The result of a tool that the assistant called. */
    TOOL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name that chat-completion APIs and the stores use: {@code system}, {@code user} and so on. */
    public String label() {
        return label;
    }

    /**
     * Returns the role of a label.
     *
     * @throws InvalidInputException if no role has that label
     */
    public static Role of(String label) {
        for (Role role : values()) {
            if (role.label.equals(label)) {
                return role;
            }
        }
        throw new InvalidInputException(
                "role", "must be one of system, user, assistant, tool", label == null ? 0 : label.length());
    }
}
