package dev.chatstore.core.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.testkit.LogRecorder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A bot goes on with phone numbers, and the store behind never sees one. */
class PseudonymousStorageTest {
    private static final String PHONE = "+4799887766";
    private static final ConversationId ID = ConversationId.of("acme", PHONE);

    private final KeptStore store = new KeptStore();

    private static void use(ChatStorage storage) {
        ChatStore chats = storage.chats();
        chats.open(ID, Profile.EMPTY.withOwner(PHONE).withTitle("tickets"));
        chats.append(ID, NewMessage.user("two to Oslo").withAuthor(PHONE).withId("m-1"));
        chats.edit(ID, 1, MessageEdit.of("three to Oslo"));
        chats.edit(ID, "m-1", MessageEdit.of("four to Oslo"));
        chats.patch(ConversationPatch.of(ID).withTitle("trip").withOwner(PHONE));
        chats.find(ID);
        chats.find(ID, 1);
        chats.recent(ID, 10);
        chats.latest().recent(ID, 10);
        chats.list(ConversationQuery.ofTenant("acme").withOwner(PHONE));
        chats.count(ConversationQuery.ofTenant("acme").withOwner(PHONE));
        chats.revisions(ID, 1);
        SessionStore<String> sessions = storage.sessions("cart", String.class).assigningOwner(PHONE);
        SessionKey key = SessionKey.of("acme", PHONE);
        sessions.getOrCreate(key, () -> "empty");
        sessions.update(key, state -> "full");
        sessions.find(key);
        sessions.list(SessionQuery.ofTenant("acme").withOwner(PHONE));
        storage.contents().count(ContentQuery.ofTenant("acme").withOwner(PHONE));
        chats.redact(ID, 1);
        sessions.delete(key);
        chats.delete(ID);
    }

    @Test
    void onlyStoredFormsReachTheBackendAndTheLog() {
        try (LogRecorder log = LogRecorder.of("dev.chatstore");
                ChatStorage storage = store.builder()
                        .set("privacy.key", KeptStore.KEY)
                        .set("cache.bytes", "1MiB")
                        .set("cache.session-bytes", "1MiB")
                        .set("audit", "all")
                        .open()) {
            use(storage);
            assertThat(store.seen).anyMatch(text -> text.startsWith("p.")).noneMatch(text -> text.contains(PHONE));
            assertThat(log.lines()).noneMatch(line -> line.contains(PHONE));
            List<AuditEntry> entries = storage.audit()
                    .entries(AuditQuery.of(storage.audit().nameOf("acme")))
                    .items();
            assertThat(entries).hasSizeGreaterThan(10);
            assertThat(entries)
                    .filteredOn(entry -> entry.subject().id() != null)
                    .allMatch(entry -> String.valueOf(entry.subject().id()).startsWith("p."));
        }
    }

    @Test
    void theProbeSeesThePhoneNumberIfThereIsNoKey() {
        try (ChatStorage storage = store.open()) {
            use(storage);
        }
        assertThat(store.seen).anyMatch(text -> text.contains(PHONE));
    }

    @Test
    void aResultAboutAGivenIdHasThatIdAndAListTheStoredOne() {
        try (ChatStorage storage = store.open(KeptStore.KEY)) {
            ChatStore chats = storage.chats();
            assertThat(chats.append(ID, NewMessage.user("hello").withAuthor(PHONE))
                            .conversation())
                    .isEqualTo(ID);
            assertThat(chats.open(ID, Profile.EMPTY).id()).isEqualTo(ID);
            assertThat(chats.patch(ConversationPatch.of(ID).withOwner(PHONE)).map(Conversation::id))
                    .hasValue(ID);
            Conversation listed = chats.list(ConversationQuery.ofTenant("acme").withOwner(PHONE))
                    .items()
                    .get(0);
            assertThat(listed.id().value()).startsWith("p.");
            Message message = chats.recent(listed.id(), 1).get(0);
            assertThat(message.author())
                    .isEqualTo(listed.profile().owner())
                    .isNotEqualTo(listed.id().value());
            String stored = String.valueOf(message.author());
            assertThat(chats.list(ConversationQuery.ofTenant("acme").withOwner(stored))
                            .items())
                    .containsExactly(listed);
            assertThat(chats.find(ID).map(Conversation::version))
                    .hasValue(chats.find(listed.id()).orElseThrow().version());
        }
    }

    @Test
    void equalIdsOfTwoTenantsDoNotMix() {
        ConversationId other = ConversationId.of("globex", PHONE);
        try (ChatStorage storage = store.open(KeptStore.KEY)) {
            ChatStore chats = storage.chats();
            chats.append(ID, NewMessage.user("of acme"));
            chats.append(other, NewMessage.user("of globex"));
            chats.delete(ID);
            assertThat(chats.recent(other, 10)).extracting(Message::text).containsExactly("of globex");
            String stored = chats.list(ConversationQuery.ofTenant("globex"))
                    .items()
                    .get(0)
                    .id()
                    .value();
            assertThat(chats.find(ConversationId.of("acme", stored))).isEmpty();
        }
    }

    @Test
    void aListenerToAGivenConversationReceivesItsId() throws InterruptedException {
        BlockingQueue<Change> received = new LinkedBlockingQueue<>();
        BlockingQueue<Change> ofTenant = new LinkedBlockingQueue<>();
        try (ChatStorage storage = store.open(KeptStore.KEY)) {
            storage.subscribe(ID, received::add);
            storage.subscribeTenant("acme", ofTenant::add);
            storage.chats().append(ID, NewMessage.user("hello"));
            storage.chats().edit(ID, 1, MessageEdit.of("hello again"));
            storage.chats().patch(ConversationPatch.of(ID).withTitle("tickets"));
            storage.chats().delete(ID);
            for (int i = 0; i < 4; i++) {
                assertThat(received.poll(10, TimeUnit.SECONDS))
                        .isNotNull()
                        .satisfies(change -> assertThat(change.conversation()).isEqualTo(ID));
                assertThat(ofTenant.poll(10, TimeUnit.SECONDS))
                        .isNotNull()
                        .satisfies(change ->
                                assertThat(change.conversation().value()).startsWith("p."));
            }
        }
    }

    @Test
    void errorsNameTheStoredForm() {
        try (ChatStorage storage = store.builder()
                .set("privacy.key", KeptStore.KEY)
                .set("limits.message-bytes", "10B")
                .set("limits.state-bytes", "10B")
                .open()) {
            assertThatThrownBy(() -> storage.chats().append(ID, NewMessage.user("longer than ten bytes")))
                    .isInstanceOf(LimitExceededException.class)
                    .message()
                    .doesNotContain(PHONE);
            assertThatThrownBy(() -> storage.sessions("cart", String.class)
                            .getOrCreate(SessionKey.of(PHONE), () -> "longer than ten bytes"))
                    .isInstanceOf(LimitExceededException.class)
                    .message()
                    .doesNotContain(PHONE);
        }
    }

    @Test
    void anUpdateThatChangesNothingSavesNothing() {
        try (ChatStorage storage = store.open(KeptStore.KEY)) {
            SessionStore<String> sessions =
                    storage.sessions("cart", String.class).assigningOwner(PHONE);
            Session<String> first = sessions.getOrCreate(SessionKey.of(PHONE), () -> "empty");
            assertThat(sessions.update(SessionKey.of(PHONE), state -> state))
                    .map(Session::version)
                    .hasValue(first.version());
            assertThat(storage.sessions("cart", String.class)
                            .assigningOwner("another")
                            .update(SessionKey.of(PHONE), state -> state))
                    .map(Session::version)
                    .hasValue(first.version() + 1);
        }
    }

    @Test
    void aForeignPseudonymIsARefusalOfItsAppendAlone() {
        String foreign = PrivacySettings.of(new Settings(Map.of("privacy.key", KeptStore.OTHER_KEY)))
                .of(ID)
                .value();
        try (ChatStorage storage = store.open(KeptStore.KEY)) {
            List<AppendOutcome> outcomes = storage.chats()
                    .appendAll(List.of(
                            Append.of(ConversationId.of(foreign), NewMessage.user("no")),
                            Append.of(ID, NewMessage.user("yes"))));
            assertThatThrownBy(() -> outcomes.get(0).receipt()).hasMessageContaining("another key");
            assertThat(outcomes.get(1).receipt().conversation()).isEqualTo(ID);
        }
    }
}
