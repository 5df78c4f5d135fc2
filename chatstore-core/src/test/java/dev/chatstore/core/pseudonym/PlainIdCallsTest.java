package dev.chatstore.core.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Hold;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.core.transfer.HistoryExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call that takes an id finds what is stored if it is given a phone number, with caches and the audit on. */
class PlainIdCallsTest {
    private static final String PHONE = "+4799887766";
    private static final ConversationId CHAT = ConversationId.of("acme", PHONE);
    private static final ConversationId OTHER = ConversationId.of("acme", PHONE + "-2");
    private static final SessionKey CART = SessionKey.of("acme", PHONE);
    private static final SessionKey LIST = SessionKey.of("acme", PHONE + "-2");
    private static final ConversationQuery OF_OWNER =
            ConversationQuery.ofTenant("acme").withOwner(PHONE);

    @TempDir
    private Path folder;

    private final KeptStore store = new KeptStore();
    private ChatStorage storage;

    @BeforeEach
    void fill() {
        storage = store.builder()
                .set("privacy.key", KeptStore.KEY)
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .set("archive.min-messages", "1")
                .set("audit", "all")
                .open();
        ChatStore chats = storage.chats();
        for (ConversationId id : List.of(CHAT, OTHER)) {
            chats.open(id, Profile.EMPTY.withOwner(PHONE));
            chats.append(
                    id, List.of(NewMessage.user("one").withAuthor(PHONE).withId("m-1"), NewMessage.assistant("two")));
        }
        for (SessionKey key : List.of(CART, LIST)) {
            sessions().getOrCreate(key, () -> "empty");
        }
    }

    @AfterEach
    void nothingPlainWasSeen() {
        storage.close();
        assertThat(store.seen).anyMatch(text -> text.startsWith("p.")).noneMatch(text -> text.contains(PHONE));
    }

    private SessionStore<String> sessions() {
        return storage.sessions("cart", String.class).assigningOwner(PHONE);
    }

    @Test
    void messagesAreFound() {
        for (ChatStore chats : List.of(storage.chats(), storage.chats().latest())) {
            assertThat(chats.find(CHAT).map(Conversation::id)).hasValue(CHAT);
            assertThat(chats.history(CHAT, Slice.after(0, 10))).hasSize(2);
            assertThat(chats.recent(CHAT, 1)).extracting(Message::text).containsExactly("two");
            assertThat(chats.recentPath(CHAT, 10)).hasSize(2);
            assertThat(chats.replies(CHAT, 1)).extracting(Message::text).containsExactly("two");
            assertThat(chats.find(CHAT, 1)).isPresent();
            assertThat(chats.find(CHAT, "m-1")).isPresent();
            assertThat(chats.revisions(CHAT, 1)).hasSize(1);
            assertThat(chats.revisions(CHAT, "m-1")).hasSize(1);
            assertThat(chats.count(OF_OWNER)).isEqualTo(2);
        }
    }

    @Test
    void messagesAndConversationsAreChanged() {
        for (Storage acting : List.of(storage, storage.actingAs("operator:ola"))) {
            ChatStore chats = acting.chats();
            assertThat(chats.edit(CHAT, 1, MessageEdit.of("edited"))).isPresent();
            assertThat(chats.edit(CHAT, "m-1", MessageEdit.of("edited again"))).isPresent();
            AppendReceipt again = chats.append(
                    CHAT, NewMessage.user("edited again").withAuthor(PHONE).withId("m-2"));
            assertThat(again.conversation()).isEqualTo(CHAT);
            assertThat(chats.patch(ConversationPatch.of(CHAT).withTitle("tickets"))
                            .map(Conversation::id))
                    .hasValue(CHAT);
        }
        ChatStore chats = storage.chats();
        long version = chats.find(CHAT).orElseThrow().version();
        assertThat(chats.append(Append.of(CHAT, NewMessage.user("three")).expecting(version))
                        .lastSequence())
                .isEqualTo(4);
        assertThat(chats.redact(CHAT, 4)).isPresent();
        assertThat(chats.redact(CHAT, "m-1")).isPresent();
        assertThat(chats.delete(CHAT, chats.find(CHAT).orElseThrow().version())).isTrue();
        assertThat(chats.delete(OTHER)).isTrue();
        assertThat(chats.count(OF_OWNER)).isZero();
    }

    @Test
    void pagesOfAnOwnerGoOn() {
        Page<Conversation> first = storage.chats().list(OF_OWNER.withLimit(1));
        Page<Conversation> second = storage.chats().list(OF_OWNER.withLimit(1).from(first.next()));
        assertThat(List.of(first.items().get(0).id(), second.items().get(0).id()))
                .doesNotHaveDuplicates();
        SessionQuery query = SessionQuery.ofTenant("acme").withOwner(PHONE).withLimit(1);
        Page<Session<String>> sessions = sessions().list(query);
        assertThat(sessions().list(query.from(sessions.next())).items())
                .hasSize(1)
                .isNotEqualTo(sessions.items());
    }

    @Test
    void sessionsAreFoundAndChanged() {
        assertThat(sessions().find(CART).map(Session::state)).hasValue("empty");
        assertThat(sessions().count(SessionQuery.ofTenant("acme").withOwner(PHONE)))
                .isEqualTo(2);
        assertThat(sessions().touch(CART)).isTrue();
        assertThat(sessions().update(CART, state -> "full").map(Session::key)).hasValue(CART);
        Session<String> read = sessions().update(CART, () -> "new", state -> state + "er");
        assertThat(read.state()).isEqualTo("fuller");
        assertThat(sessions().save(CART, "saved", read.version()).key()).isEqualTo(CART);
        assertThat(sessions().getOrCreate(CART, () -> "new").state()).isEqualTo("saved");
        assertThat(sessions().delete(CART)).isTrue();
        assertThat(sessions().delete(LIST)).isTrue();
    }

    @Test
    void partsAreCountedDumpedCopiedAndExported() throws IOException {
        assertThat(storage.contents()
                        .count(ContentQuery.ofTenant("acme").withOwner(PHONE))
                        .conversations())
                .isEqualTo(2);
        assertThat(StoreDigest.of(storage, StoreScope.ofConversation(CHAT)).conversations())
                .isEqualTo(1);
        assertThat(StoreDigest.of(storage, StoreScope.ofOwner("acme", PHONE)).sessions())
                .isEqualTo(2);
        assertThat(StoreDump.of(storage)
                        .withScope(StoreScope.ofConversation(CHAT))
                        .write(folder.resolve("one.zst"))
                        .content()
                        .conversations())
                .isEqualTo(1);
        try (ChatStorage target = new KeptStore().open(KeptStore.KEY)) {
            StoreCopy copy = StoreCopy.from(storage).to(target).withScope(StoreScope.ofConversation(CHAT));
            assertThat(copy.run().added().conversations()).isEqualTo(1);
            assertThat(copy.verify().isEqual()).isTrue();
            assertThat(target.chats().recent(CHAT, 10)).hasSize(2);
        }
        HistoryExport.from(storage.chats()).asCsv().write(CHAT, folder.resolve("one.csv"));
        assertThat(Files.readString(folder.resolve("one.csv"))).contains("two").doesNotContain(PHONE);
    }

    @Test
    void aConversationIsArchivedAndBroughtBack() {
        assertThat(storage.archive().archive(CHAT).orElseThrow().total().messages())
                .isEqualTo(1);
        assertThat(storage.chats().find(CHAT, 1).map(Message::text)).hasValue("one");
        assertThat(storage.archive().unarchive(CHAT).orElseThrow().total().messages())
                .isEqualTo(1);
        assertThat(storage.archive().archive(OTHER).orElseThrow().total().messages())
                .isEqualTo(1);
    }

    @Test
    void aHoldOnAConversationIsFoundAndKeepsItFromAnErasure() {
        Holds holds = Holds.of(storage);
        holds.place(Held.conversation(CHAT), "case 1", "operator:ola");
        assertThat(holds.find(Held.conversation(CHAT)).map(Hold::held)).hasValue(Held.conversation(CHAT));
        assertThat(holds.cover(storage.chats().find(CHAT).orElseThrow())).isTrue();
        Person person = Person.in("acme")
                .withConversation(PHONE)
                .withConversation(OTHER.value())
                .withSession("cart", PHONE);
        ErasureCertificate certificate =
                Erasure.of(storage, person, "operator:ola").run().certificate();
        assertThat(certificate.outcome()).isEqualTo(ErasureCertificate.Outcome.HELD);
        assertThat(certificate.removed().conversations()).isEqualTo(1);
        assertThat(certificate.removed().sessions()).isEqualTo(1);
        assertThat(storage.chats().find(CHAT)).isPresent();
        assertThat(storage.chats().find(OTHER)).isEmpty();
        assertThat(sessions().find(CART)).isEmpty();
        assertThat(holds.release(Held.conversation(CHAT))).isTrue();
    }
}
