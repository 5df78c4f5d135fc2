package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.pseudonym.KeptStore;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import java.util.ArrayList;
import java.util.List;

/** A store whose ids are phone numbers, in two tenants. */
final class PlainStore {
    static final String PHONE = "+4799887766";
    static final ConversationId CHAT = ConversationId.of("acme", PHONE);
    static final ConversationId GROUP = ConversationId.of("acme", "group");
    static final ConversationId LARGE = ConversationId.of("globex", PHONE);
    static final SessionKey CART = SessionKey.of("acme", PHONE);

    /** What there is to convert with all kinds. */
    static final PseudonymisedAmounts ALL = new PseudonymisedAmounts(3, 3 + 2 + 1_200, 1, 2, 0);

    private PlainStore() {}

    static KeptStore filled() {
        KeptStore store = new KeptStore();
        try (ChatStorage storage = store.open()) {
            fill(storage);
        }
        return store;
    }

    static void fill(ChatStorage storage) {
        ChatStore chats = storage.chats();
        chats.open(CHAT, Profile.EMPTY.withOwner(PHONE).withTitle("tickets"));
        for (int i = 1; i <= 5; i++) {
            chats.append(CHAT, NewMessage.user("text " + i).withAuthor(PHONE).withId("m-" + i));
        }
        StoreAccess.of(storage).orElseThrow().oldMessages().trim(CHAT, 3, 10);
        chats.edit(CHAT, 4, MessageEdit.of("edited"));
        chats.redact(CHAT, 5);
        chats.append(GROUP, NewMessage.user("hello").withAuthor(PHONE), NewMessage.assistant("yes"));
        List<NewMessage> many = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            many.add(NewMessage.user("text " + i));
        }
        chats.append(LARGE, many);
        storage.sessions("cart", String.class).assigningOwner(PHONE).getOrCreate(CART, () -> "full");
        Holds.of(storage).place(Held.owner("acme", PHONE), "case 1", "operator:ola");
        Holds.of(storage).place(Held.conversation(LARGE), "case 2", "operator:ola");
    }
}
