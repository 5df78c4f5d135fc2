package dev.chatstore.core.memory;

import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.core.codec.Fingerprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of the messages of one conversation that were removed as old ones, or are in segments. Its store's lock guards it. */
final class ForgottenMessages {
    private final Map<String, ForgottenMessage> byId = new LinkedHashMap<>();

    /** Adds what a snapshot has. */
    void add(ForgottenMessage forgotten, long base) {
        byId.put(
                forgotten.id(),
                new ForgottenMessage(
                        forgotten.sequence(), forgotten.version() + base, forgotten.id(), forgotten.fingerprint()));
    }

    /** Adds a message that is removed, if it has an id. */
    void add(MemoryMessage removed) {
        Message message = removed.current();
        String id = message.id();
        if (id != null) {
            byId.put(id, new ForgottenMessage(message.sequence(), message.version(), id, removed.fingerprintOrNull()));
        }
    }

    /** Removes a message that is brought back. */
    void remove(String id) {
        byId.remove(id);
    }

    @Nullable ForgottenMessage find(String id) {
        return byId.get(id);
    }

    /** Returns whether a message is the one that was removed. */
    static boolean isSame(ForgottenMessage forgotten, NewMessage message) {
        return forgotten.fingerprint() == null || forgotten.fingerprint() == Fingerprint.of(message);
    }

    /** Returns the messages before a sequence, in their order. */
    List<ForgottenMessage> before(long sequence) {
        return byId.values().stream()
                .filter(message -> message.sequence() < sequence)
                .toList();
    }
}
