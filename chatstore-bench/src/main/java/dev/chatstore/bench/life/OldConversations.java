package dev.chatstore.bench.life;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversations whose last activity was a year ago.
 *
 * @param tenant their tenant
 * @param count their number
 * @param length the number of messages of each of them
 * @param texts gives them their messages
 */
record OldConversations(String tenant, int count, int length, TextSource texts) {
    private static final Duration AGE = Duration.ofDays(365);

    /** Returns as many conversations as the given number of messages fills, but at least one. */
    static OldConversations ofMessages(String tenant, int messages, int length, TextSource texts) {
        return new OldConversations(tenant, Math.max(1, messages / length), length, texts);
    }

    ConversationId id(int conversation) {
        return ConversationId.of(tenant, "conversation-%06d".formatted(conversation));
    }

    /** Stores them. */
    void load(Storage storage) {
        ConversationLoader loader =
                ConversationLoader.of(storage.chats()).orElseThrow(() -> new IllegalStateException("no loader"));
        Instant time = loader.now().minus(AGE);
        int perCall = Math.max(1, ConversationLoader.MESSAGES_PER_CALL / length);
        for (int first = 0; first < count; first += perCall) {
            List<ConversationSnapshot> call = new ArrayList<>();
            for (int i = first; i < Math.min(count, first + perCall); i++) {
                call.add(snapshot(i, time));
            }
            if (!loader.load(call).stream().allMatch(outcome -> outcome.loaded())) {
                throw new IllegalStateException("a conversation exists already");
            }
        }
    }

    private ConversationSnapshot snapshot(int conversation, Instant time) {
        List<MessageSnapshot> messages = new ArrayList<>();
        long tokens = 0;
        for (NewMessage message : texts.messages(conversation, length)) {
            messages.add(new MessageSnapshot(Message.appended(message, messages.size() + 1L, 1, time)));
            tokens += message.tokens();
        }
        return new ConversationSnapshot(
                new Conversation(id(conversation), 1, length, length, tokens, Profile.EMPTY, false, time, time, time),
                messages);
    }
}
