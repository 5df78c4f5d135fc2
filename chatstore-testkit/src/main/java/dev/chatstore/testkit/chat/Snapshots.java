package dev.chatstore.testkit.chat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.testkit.Histories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Snapshots of conversations to load. */
final class Snapshots {
    private Snapshots() {}

    /** Returns all that a store shows of a conversation. */
    static ConversationSnapshot of(ChatStore chats, ConversationId id) {
        Conversation head = chats.find(id).orElseThrow();
        return new ConversationSnapshot(
                head,
                Histories.all(chats, id).stream()
                        .map(message -> of(message, chats.revisions(id, message.sequence())))
                        .toList());
    }

    private static MessageSnapshot of(Message message, List<Message> revisions) {
        return new MessageSnapshot(message, revisions.subList(0, revisions.size() - 1));
    }

    /** Returns a conversation as one append of messages makes it. */
    static ConversationSnapshot appended(ConversationId id, Instant time, NewMessage... messages) {
        List<MessageSnapshot> snapshots = new ArrayList<>();
        long tokens = 0;
        for (NewMessage message : messages) {
            snapshots.add(new MessageSnapshot(Message.appended(message, snapshots.size() + 1L, 1, time)));
            tokens += message.tokens();
        }
        return new ConversationSnapshot(
                new Conversation(
                        id, 1, messages.length, messages.length, tokens, Profile.EMPTY, false, time, time, time),
                snapshots);
    }

    /** Returns a conversation of messages that are one append each. */
    static ConversationSnapshot said(ConversationId id, Instant time, int count) {
        return new ConversationSnapshot(
                new Conversation(id, count, count, count, 0, Profile.EMPTY, false, time, time, time),
                IntStream.rangeClosed(1, count)
                        .mapToObj(i ->
                                Message.appended(NewMessage.user("text " + i).withId("m" + i), i, i, time))
                        .map(MessageSnapshot::new)
                        .toList());
    }

    /** Returns the messages of a snapshot. */
    static List<MessageSnapshot> messages(ConversationSnapshot snapshot) {
        List<MessageSnapshot> messages = new ArrayList<>();
        snapshot.messages().forEach(messages::add);
        return messages;
    }
}
