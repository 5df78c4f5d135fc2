package dev.chatstore.checks;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program that opens a storage twice and uses each part of it, as a web application that is deployed. */
public final class LoadedProgram {
    private LoadedProgram() {}

    /** Runs the program. It is called by reflection, in a class loader of its own. */
    public static void run(String url, Map<String, String> settings) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            try (ChatStorage storage =
                    ChatStorage.builder().url(url).settings(settings).open()) {
                ConversationId id = ConversationId.of("kari");
                CountDownLatch heard = new CountDownLatch(1);
                storage.subscribe(id, change -> heard.countDown());
                storage.chats().append(id, NewMessage.user("one"));
                if (storage.chats().recent(id, 5).isEmpty() || !heard.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("the message is missing");
                }
                storage.sessions(String.class).update(SessionKey.of("kari"), () -> "", state -> state + "!");
                storage.health();
            }
        }
    }
}
