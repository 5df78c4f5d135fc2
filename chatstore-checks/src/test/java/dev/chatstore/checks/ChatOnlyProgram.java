package dev.chatstore.checks;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;

/** A program that keeps messages and no sessions. */
public final class ChatOnlyProgram {
    private ChatOnlyProgram() {}

    /** Opens a storage, appends a message and reads it. */
    public static void run(String url) {
        try (ChatStorage storage = ChatStorage.open(url)) {
            ConversationId id = ConversationId.of("kari");
            storage.chats().append(id, NewMessage.user("Two tickets to Oslo, please"));
            storage.chats().recent(id, 20);
        }
    }
}
