package dev.chatstore.bench.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;

/** A program that appends one message, and prints a line when it has the receipt. */
public final class FirstReceipt {
    private FirstReceipt() {}

    /** Runs the program with the URL of a store. */
    public static void main(String[] arguments) {
        try (ChatStorage storage = ChatStorage.open(arguments[0])) {
            storage.chats().append(ConversationId.of("first"), NewMessage.user("Hello"));
            System.out.println("received");
        }
    }
}
