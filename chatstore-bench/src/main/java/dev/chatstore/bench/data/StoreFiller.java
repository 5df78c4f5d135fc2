package dev.chatstore.bench.data;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import java.util.ArrayList;
import java.util.List;

/** Fills stores with their initial conversations. */
public final class StoreFiller {
    private static final int BATCH_SIZE = 1_000;

    private StoreFiller() {}

    /** Appends the initial messages of the conversations. */
    public static void fill(ChatStore store, ConversationSet conversations) {
        List<Append> appends = new ArrayList<>();
        int messages = 0;
        for (ConversationId id : conversations.ids()) {
            for (int from = 0; from < conversations.length(); from += BATCH_SIZE) {
                int count = Math.min(BATCH_SIZE, conversations.length() - from);
                appends.add(Append.of(id, SampleMessages.some(count)));
                messages += count;
                if (messages >= BATCH_SIZE) {
                    store.appendAll(appends).forEach(AppendOutcome::receipt);
                    appends.clear();
                    messages = 0;
                }
            }
        }
        store.appendAll(appends).forEach(AppendOutcome::receipt);
    }
}
