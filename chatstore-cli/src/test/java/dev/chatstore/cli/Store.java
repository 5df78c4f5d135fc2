package dev.chatstore.cli;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A store with a little of everything, for commands to work on. */
final class Store {
    static final ConversationId ANNA = ConversationId.of("anna");
    static final ConversationId BOB = ConversationId.of("bob");

    /** A text that clears a screen, sets its title and reverses what follows. */
    static final String HOSTILE = "\u001b[2J\u001b]0;owned\u0007 \u202eevil";

    private Store() {}

    /** Returns the URL of a new store in a folder. */
    static String in(Path folder) {
        String url = "sqlite:" + folder.resolve("bot.db");
        try (ChatStorage storage = ChatStorage.builder()
                .url(url)
                .clock(() -> Instant.parse("2026-03-01T10:00:00Z"))
                .open()) {
            Profile profile =
                    Profile.EMPTY.withOwner("lucia").withTitle("Two seats").withModel("m-1");
            storage.chats().open(ANNA, profile.withMetadata(Map.of("channel", "web")));
            storage.chats()
                    .append(
                            ANNA,
                            NewMessage.user("Two seats to Oslo, please")
                                    .withId("u1")
                                    .withAuthor("Anna"),
                            NewMessage.assistant("Gladly.\nWhen?").withTokens(3),
                            NewMessage.user("予約 on Friday")
                                    .withAttachments(List.of(new Attachment("s3://b/k", "image/png", 7, "seat.png"))));
            storage.chats().append(BOB, NewMessage.user(HOSTILE));
            storage.sessions(Map.class)
                    .assigningOwner("lucia")
                    .getOrCreate(SessionKey.of("anna"), () -> Map.of("to", "Oslo", "seats", 2));
        }
        return url;
    }
}
