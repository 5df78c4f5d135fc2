package dev.chatstore;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

final class MemoryChatStoreTest extends ChatStoreContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
