package dev.chatstore.examples.twonodes;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.Message;
import java.util.function.Consumer;

/** Reports each message of the conversation, from any node. */
final class MessageListener implements ChangeListener {
    private final Consumer<NodeMessage> messages;

    MessageListener(Consumer<NodeMessage> messages) {
        this.messages = messages;
    }

    @Override
    public void changed(Change change) {
        if (change instanceof Change.Appended appended) {
            for (Message message : appended.messages()) {
                messages.accept(new NodeMessage.Received(message.sequence(), Clock.micros()));
            }
        }
    }

    /** The missed messages follow as changes. A program that shows edits would read the conversation again here. */
    @Override
    public void missed(Gap gap) {
        messages.accept(new NodeMessage.Missed());
    }
}
