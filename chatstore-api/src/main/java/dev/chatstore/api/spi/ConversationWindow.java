package dev.chatstore.api.spi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cache keeps of a conversation: its head and its newest messages, or that it is not there.
 *
 * <p>The messages are at least as new as the head: they may hold what a later version has added, but lack nothing of the
 * head's version.
 *
 * @param id the conversation
 * @param head the conversation, or null if it is not there
 * @param messages the newest messages, oldest first and without a gap; all of them if they begin with the first
 */
public record ConversationWindow(
        ConversationId id, @Nullable Conversation head, List<Message> messages) {
    /** Makes a window; the list is copied. */
    public ConversationWindow {
        messages = List.copyOf(messages);
    }

    /** Returns the window of a conversation that is not there. */
    public static ConversationWindow absent(ConversationId id) {
        return new ConversationWindow(id, null, List.of());
    }

    /** Returns the version of the head, 0 if the conversation is not there. */
    public long version() {
        return head == null ? 0 : head.version();
    }

    /** Returns whether no message is older than those in the window. */
    public boolean isComplete() {
        return messages.isEmpty()
                ? head == null || head.lastSequence() == 0
                : messages.get(0).sequence() == 1;
    }

    /** Returns the ids and numbers only: the texts are users'. */
    @Override
    public String toString() {
        return "ConversationWindow[id=" + id + ", version=" + version() + ", messages=" + messages.size() + "]";
    }
}
