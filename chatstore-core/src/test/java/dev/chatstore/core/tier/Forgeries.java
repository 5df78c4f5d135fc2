package dev.chatstore.core.tier;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationWindow;
import java.util.ArrayList;
import java.util.List;

/** Creates wrong windows and heads. */
final class Forgeries {
    private Forgeries() {}

    static ConversationWindow with(ConversationWindow window, int sequence, String text) {
        List<Message> messages = new ArrayList<>(window.messages());
        Message old = messages.get(sequence - 1);
        messages.set(
                sequence - 1, Message.appended(NewMessage.user(text), old.sequence(), old.version(), old.created()));
        return new ConversationWindow(window.id(), window.head(), messages);
    }

    static Conversation withTokens(Conversation head, long tokens) {
        return new Conversation(
                head.id(),
                head.version(),
                head.messageCount(),
                head.lastSequence(),
                tokens,
                head.profile(),
                head.archived(),
                head.created(),
                head.updated());
    }

    static Conversation withVersion(Conversation head, long version) {
        return new Conversation(
                head.id(),
                version,
                head.messageCount(),
                head.lastSequence(),
                head.tokens(),
                head.profile(),
                head.archived(),
                head.created(),
                head.updated());
    }
}
