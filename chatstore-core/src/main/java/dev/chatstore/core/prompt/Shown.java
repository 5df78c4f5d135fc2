package dev.chatstore.core.prompt;

import dev.chatstore.api.Message;

/** Tells which messages have something to show. */
final class Shown {
    private Shown() {}

    /** Returns whether a message is not redacted, and its role and some of its content can be read. */
    static boolean isShown(Message message) {
        boolean damaged = !message.unreadable().isEmpty();
        return !message.redacted()
                && !message.unreadable().contains("role")
                && !message.unreadable().contains("message")
                && !(damaged && message.text().isEmpty());
    }
}
