package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;

/** Tells which messages have something to show. */
final class Shown {
    private Shown() {}

    /** Returns whether a message is neither redacted nor of a role that cannot be read. */
    static boolean isShown(Message message) {
        return !message.redacted()
                && !message.unreadable().contains("role")
                && !message.unreadable().contains("message");
    }
}
