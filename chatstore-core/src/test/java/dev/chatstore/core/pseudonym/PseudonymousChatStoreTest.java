package dev.chatstore.core.pseudonym;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.HiddenIdChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

final class PseudonymousChatStoreTest extends HiddenIdChatStoreContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .set("privacy.key", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
                .open();
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
