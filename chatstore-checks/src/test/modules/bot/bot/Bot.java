package bot;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import java.util.Optional;

/** Opens a storage at each URL, which may be followed by a space and the URL of a cache, appends and reads. */
final class Bot {
    record Trip(String to, Optional<Integer> seats) {}

    private Bot() {}

    public static void main(String[] urls) {
        for (String url : urls) {
            String[] parts = url.split(" ", -1);
            var builder = ChatStorage.builder().url(parts[0]);
            if (parts.length > 1) {
                builder.set("cache.url", parts[1]);
            }
            try (ChatStorage storage = builder.open()) {
                var id = ConversationId.of("chat");
                // Long enough to be compressed in the cache.
                storage.chats().append(id, NewMessage.user("Oslo ".repeat(10_000)));
                storage.chats().append(id, NewMessage.user("Two seats to Oslo, please"));
                var trips = storage.sessions(Trip.class);
                trips.update(SessionKey.of("chat"), () -> new Trip("Oslo", Optional.empty()), trip -> new Trip(trip.to(), Optional.of(2)));
                System.out.println(storage.chats().recent(id, 1).get(0).text() + ": "
                        + trips.find(SessionKey.of("chat")).orElseThrow().state());
            }
        }
        System.out.println(Bot.class.getModule() + " uses " + ChatStorage.class.getModule());
    }
}
