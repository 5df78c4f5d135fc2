package dev.chatstore.api.spi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cache has of a conversation: its head and its newest messages, or that it does not exist.
 *
 * <p>The messages are at least as new as the head: they may contain what a later version added, but lack nothing of the
 * head's version.
 *
 * @param id the conversation
 * @param head the conversation without its messages, or null if it does not exist
 * @param messages the newest messages, oldest first and without a gap; if the one at the head's {@link
 *     Conversation#firstSequence} is among them, these are all
 */
public record ConversationWindow(
        ConversationId id, @Nullable Conversation head, List<Message> messages) {
    /** Creates a window. The list is copied. */
    public ConversationWindow {
        messages = List.copyOf(messages);
    }

    /** Returns the window of a conversation that does not exist. */
    public static ConversationWindow absent(ConversationId id) {
        return new ConversationWindow(id, null, List.of());
    }

    /** Returns the version of the head, 0 if the conversation does not exist. */
    public long version() {
        return head == null ? 0 : head.version();
    }

    /** Returns whether the window contains all messages. */
    public boolean isComplete() {
        return head == null
                || (messages.isEmpty()
                        ? head.messageCount() == 0
                        : messages.get(0).sequence() <= head.firstSequence());
    }

    /** Returns the id and numbers, without the messages. */
    @Override
    public String toString() {
        return "ConversationWindow[id=" + id + ", version=" + version() + ", messages=" + messages.size() + "]";
    }
}
