package dev.chatstore.bench;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import java.util.ArrayList;
import java.util.List;

/** Fills stores with their initial conversations. */
final class StoreFiller {
    private static final int BATCH_SIZE = 1_000;

    private StoreFiller() {}

    static void fill(ChatStore store, Conversations conversations) {
        int length = conversations.length();
        List<Append> appends = new ArrayList<>();
        int messages = 0;
        for (ConversationId id : conversations.ids()) {
            for (int from = 0; from < length; from += BATCH_SIZE) {
                int count = Math.min(BATCH_SIZE, length - from);
                appends.add(Append.of(id, SampleMessages.any(count)));
                messages += count;
                if (messages >= BATCH_SIZE) {
                    store.appendAll(appends).forEach(AppendOutcome::receipt);
                    appends.clear();
                    messages = 0;
                }
            }
        }
    }
}
