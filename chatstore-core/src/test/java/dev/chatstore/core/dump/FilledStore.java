package dev.chatstore.core.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.chat.UsedConversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** Stores in memory, of which one has some of everything. */
public final class FilledStore {
    static final ConversationId USED = ConversationId.of("used");
    static final ConversationId PLAIN = ConversationId.of("a tenant", "plain \uD83D\uDE00\u2028");
    static final ConversationId EMPTY = ConversationId.of("empty");
    static final SessionKey EXPIRING = SessionKey.of("a tenant", "expiring");
    static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    private FilledStore() {}

    public static ChatStorage empty() {
        return empty(MutableClock.at(START));
    }

    public static ChatStorage empty(MutableClock clock) {
        return open(clock, Map.of());
    }

    public static ChatStorage open(MutableClock clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .set("sessions.expiring.ttl", "10m")
                .open();
    }

    /** Returns a store with three conversations, of five, three and no messages, and two sessions. */
    public static ChatStorage filled() {
        MutableClock clock = MutableClock.at(START);
        ChatStorage storage = empty(clock);
        UsedConversation.make(storage.chats(), clock, USED);
        storage.chats()
                .append(
                        PLAIN,
                        NewMessage.user("\"\\ \u0001\t\n\u2028\uD83D\uDE00 e\u0301")
                                .withId("an id"),
                        NewMessage.assistant(""),
                        NewMessage.tool("{\"json\": 1}"));
        storage.chats().open(EMPTY, Profile.EMPTY.withSystemPrompt("be kind"));
        storage.sessions("plain", Integer.class).getOrCreate(SessionKey.of("s"), () -> 7);
        storage.sessions("expiring", String.class).assigningOwner("kari").getOrCreate(EXPIRING, () -> "state");
        return storage;
    }

    public static byte[] dump(ChatStorage storage) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StoreDump.of(storage).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
