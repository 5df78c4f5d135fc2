package dev.chatstore.core.erasure;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.MutableClock;
import java.time.Instant;
import java.util.Map;

/** A store with a person, kari, in all places, next to others and to another tenant with the same ids. */
final class PersonInStore {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String TENANT = "acme";
    static final ConversationId OWNED = ConversationId.of(TENANT, "telegram-1");
    static final ConversationId NAMED = ConversationId.of(TENANT, "whatsapp-kari");
    static final ConversationId GROUP = ConversationId.of(TENANT, "group");
    static final ConversationId OTHERS = ConversationId.of(TENANT, "of others");
    static final Person KARI =
            Person.of(TENANT, "kari").withConversation(NAMED.value()).withSession("booking", "s-1");
    /** What the store has of kari. */
    static final ErasedAmounts ALL = new ErasedAmounts(2, 4, 2, 2, 1, 2, 0);

    private PersonInStore() {}

    static ChatStorage open(MutableClock clock) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .open();
    }

    static ChatStorage filled(MutableClock clock) {
        ChatStorage storage = open(clock);
        fill(storage, TENANT);
        fill(storage, "other");
        return storage;
    }

    static void fill(Storage storage, String tenant) {
        ChatStore chats = storage.chats();
        ConversationId owned = ConversationId.of(tenant, OWNED.value());
        chats.open(owned, Profile.EMPTY.withOwner("kari").withTitle("my secret"));
        chats.append(owned, NewMessage.user("secret one").withAuthor("kari"), NewMessage.assistant("answer"));
        chats.edit(owned, 1, MessageEdit.of("secret two"));
        chats.append(
                ConversationId.of(tenant, NAMED.value()), NewMessage.user("secret three"), NewMessage.assistant("yes"));
        ConversationId group = ConversationId.of(tenant, GROUP.value());
        chats.open(group, Profile.EMPTY.withOwner("ola").withTitle("kari and ola"));
        chats.append(
                group,
                NewMessage.user("hello kari").withAuthor("ola").withId("m-1"),
                NewMessage.user("secret four").withAuthor("kari").withId("wa:kari:2"),
                NewMessage.user("secret five").withAuthor("kari").withId("m-3").withMetadata(Map.of("phone", "4711")),
                NewMessage.assistant("to all").withMetadata(Map.of("for", "kari")));
        chats.edit(group, 3, MessageEdit.of("secret six"));
        chats.append(
                ConversationId.of(tenant, OTHERS.value()),
                NewMessage.user("nothing").withAuthor("karin"));
        storage.sessions("booking", String.class).getOrCreate(SessionKey.of(tenant, "s-1"), () -> "secret state");
        storage.sessions("booking", String.class)
                .assigningOwner("kari")
                .getOrCreate(SessionKey.of(tenant, "s-2"), () -> "secret state");
        storage.sessions("booking", String.class)
                .assigningOwner("ola")
                .getOrCreate(SessionKey.of(tenant, "s-3"), () -> "with kari");
    }
}
