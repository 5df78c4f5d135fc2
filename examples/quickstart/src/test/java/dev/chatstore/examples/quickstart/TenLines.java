package dev.chatstore.examples.quickstart;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;

/** The code of the README, which a test compares with it and runs. */
final class TenLines {
    record Trip(String to, int seats) {}

    private TenLines() {}

    public static void main(String[] arguments) {
        try (ChatStorage storage = ChatStorage.open("sqlite:bot.db")) {
            var id = ConversationId.of("telegram-4711");
            storage.chats().append(id, NewMessage.user("Two seats to Oslo, please"));
            storage.chats().append(id, NewMessage.assistant("Gladly. When?"));
            for (Message message : storage.chats().recent(id, 20)) {
                System.out.println(message.sequence() + " " + message.role() + ": " + message.text());
            }
            var trips = storage.sessions(Trip.class);
            trips.update(SessionKey.of("telegram-4711"), () -> new Trip("Oslo", 0), trip -> new Trip(trip.to(), 2));
        }
    }
}
