package dev.chatstore.checks.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    /** Returns a conversation whose system prompt and whose only message's metadata have some characters. */
    static ConversationSnapshot described(ConversationId id, int characters) {
        String text = "p".repeat(characters);
        Profile profile = Profile.EMPTY.withSystemPrompt(text);
        NewMessage message = NewMessage.user("text").withMetadata(Map.of("note", text));
        return new ConversationSnapshot(
                new Conversation(id, 1, 1, 1, 0, profile, false, TIME, TIME, TIME),
                List.of(new MessageSnapshot(Message.appended(message, 1, 1, TIME))));
    }

    /** Returns a conversation of messages of some 600 characters, each with earlier revisions of that size. */
    static ConversationSnapshot edited(ConversationId id, int count, int revisions) {
        Conversation head = new Conversation(id, count, count, count, 0, Profile.EMPTY, false, TIME, TIME, TIME);
        return new ConversationSnapshot(
                head,
                () -> LongStream.rangeClosed(1, count)
                        .mapToObj(i -> new MessageSnapshot(
                                revision(i, revisions + 1),
                                IntStream.rangeClosed(1, revisions)
                                        .mapToObj(revision -> revision(i, revision))
                                        .toList()))
                        .iterator());
    }

    private static Message revision(long sequence, int revision) {
        return new Message(
                sequence,
                sequence,
                null,
                Role.ASSISTANT,
                null,
                revision + TEXT,
                List.of(),
                Map.of(),
                sequence - 1,
                0,
                revision,
                TIME,
                TIME,
                revision == 1 ? null : TIME,
                false,
                List.of());
    }

    /** Returns a session whose state has some characters. */
    static StoredSession session(String name, int characters) {
        return new StoredSession(
                SessionId.of("large", SessionKey.of(name)),
                null,
                1,
                '"' + "s".repeat(characters) + '"',
                TIME,
                TIME,
                null);
    }
}
