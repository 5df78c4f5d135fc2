package dev.chatstore.core.transfer.identity;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongList;
import dev.chatstore.core.transfer.source.LongMap;
import java.util.List;

/** Reads which messages of a conversation came from imports. */
public final class StoredOrder {
    private static final int PAGE = 100;

    private StoredOrder() {}

    /**
     * Returns how often each message of a source has come before it begins.
     *
     * @param again whether the run has met the conversation before: then it is another part of it, unless it is stored as
     *     it is or continues what is stored
     */
    public static LongMap counts(ChatStore chats, ConversationId id, SourceOrder source, boolean again) {
        return Alignment.counts(messages(chats, id, source.messages()), source.messages(), again);
    }

    /** Returns the stored messages that an import or the source knows: what the bot has stored since is left out. */
    private static LongList messages(ChatStore chats, ConversationId id, LongList source) {
        LongMap ofSource = new LongMap();
        for (int i = 0; i < source.size(); i++) {
            ofSource.put(source.get(i), 1);
        }
        LongList messages = new LongList();
        long last = 0;
        List<Message> page;
        do {
            page = chats.history(id, Slice.after(last, PAGE));
            for (Message message : page) {
                last = message.sequence();
                String given = message.id();
                if (given != null) {
                    long digest = Digest.of(Digest.base(given));
                    if (Digest.isMade(given) || ofSource.get(digest) > 0) {
                        messages.add(digest);
                    }
                }
            }
        } while (page.size() == PAGE);
        return messages;
    }
}
