package dev.chatstore.bench;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import java.util.ArrayList;
import java.util.List;

/** Fills stores with what they hold at the start. */
final class Stores {
    private static final int AT_ONCE = 1_000;

    private Stores() {}

    static void fill(ChatStore store, Conversations conversations) {
        int length = conversations.length();
        List<Append> appends = new ArrayList<>();
        int messages = 0;
        for (ConversationId id : conversations.ids()) {
            for (int from = 0; from < length; from += AT_ONCE) {
                int count = Math.min(AT_ONCE, length - from);
                appends.add(Append.of(id, Texts.any(count)));
                messages += count;
                if (messages >= AT_ONCE) {
                    store.appendAll(appends).forEach(AppendOutcome::receipt);
                    appends.clear();
                    messages = 0;
                }
            }
        }
    }
}
