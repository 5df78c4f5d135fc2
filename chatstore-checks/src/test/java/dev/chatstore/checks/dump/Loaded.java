package dev.chatstore.checks.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import java.time.Instant;
import java.util.stream.LongStream;

/** Conversations to load. */
final class Loaded {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String TEXT = "lorem ipsum ".repeat(50);

    private Loaded() {}

    /** Returns a conversation of messages of some 600 characters, which are made while they are read. */
    static ConversationSnapshot conversation(ConversationId id, int count) {
        Conversation head = new Conversation(id, count, count, count, 0, Profile.EMPTY, false, TIME, TIME, TIME);
        return new ConversationSnapshot(
                head,
                () -> LongStream.rangeClosed(1, count)
                        .mapToObj(i -> new MessageSnapshot(Message.appended(NewMessage.user(i + TEXT), i, i, TIME)))
                        .iterator());
    }
}
