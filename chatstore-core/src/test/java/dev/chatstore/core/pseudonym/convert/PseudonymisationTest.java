package dev.chatstore.core.pseudonym.convert;

import static dev.chatstore.core.pseudonym.convert.PlainStore.ALL;
import static dev.chatstore.core.pseudonym.convert.PlainStore.CART;
import static dev.chatstore.core.pseudonym.convert.PlainStore.CHAT;
import static dev.chatstore.core.pseudonym.convert.PlainStore.GROUP;
import static dev.chatstore.core.pseudonym.convert.PlainStore.LARGE;
import static dev.chatstore.core.pseudonym.convert.PlainStore.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.core.pseudonym.KeptStore;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Hold;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.core.transfer.HistoryImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose ids become pseudonyms in place. */
class PseudonymisationTest {
    private static final String KEY = KeptStore.KEY;
    private static final String OTHER_KEY = KeptStore.OTHER_KEY;

    @TempDir
    private Path folder;

    private static PseudonymisationReport convert(KeptStore store) {
        try (ChatStorage storage =
                store.builder().set("privacy.key", KEY).pseudonymising().open()) {
            return storage.pseudonymisation().run();
        }
    }

    private static PseudonymisationReport rotate(KeptStore store) {
        try (ChatStorage storage = rotated(store).pseudonymising().open()) {
            return storage.pseudonymisation().run();
        }
    }

    private static ChatStorageBuilder rotated(KeptStore store) {
        return store.builder().set("privacy.key", OTHER_KEY).set("privacy.old-keys", KEY);
    }

    private static void assertWhole(ChatStorage storage) {
        ChatStore chats = storage.chats();
        Conversation chat = chats.find(CHAT).orElseThrow();
        assertThat(chat.firstSequence()).isEqualTo(3);
        assertThat(chat.profile().title()).isEqualTo("tickets");
        assertThat(chats.recent(CHAT, 10)).extracting(Message::text).containsExactly("text 3", "edited", "");
        assertThat(chats.revisions(CHAT, 4)).extracting(Message::text).containsExactly("text 4", "edited");
        assertThat(chats.append(
                        CHAT, NewMessage.user("text 1").withAuthor(PHONE).withId("m-1")))
                .as("a message that was removed as an old one")
                .extracting(AppendReceipt::duplicate)
                .isEqualTo(true);
        assertThat(chats.list(ConversationQuery.ofTenant("acme").withOwner(PHONE))
                        .items())
                .hasSize(1);
        assertThat(chats.recent(GROUP, 10)).extracting(Message::text).containsExactly("hello", "yes");
        assertThat(chats.find(LARGE).map(Conversation::messageCount)).hasValue(1_200L);
        assertThat(storage.sessions("cart", String.class).find(CART).map(Session::state))
                .hasValue("full");
        Holds holds = Holds.of(storage);
        assertThat(holds.find(Held.owner("acme", PHONE)).map(Hold::reason)).hasValue("case 1");
        assertThat(holds.isHeld(Held.conversation(LARGE))).isTrue();
        assertThat(holds.cover(chats.find(CHAT).orElseThrow())).isTrue();
        assertThat(holds.list(10, null).items())
                .hasSize(2)
                .allMatch(hold -> hold.held().name().startsWith("p."));
    }

    @Test
    void allIsFoundByItsPlainIdsAndNoneIsLeft() {
        KeptStore store = PlainStore.filled();
        PseudonymisationReport report = convert(store);
        assertThat(report.converted()).isEqualTo(ALL);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.scans()).isEqualTo(2);
        assertThat(report.rememberedUntil()).isEqualTo(KeptStore.START.plus(Backend.REMEMBERED));
        store.seen.clear();
        try (ChatStorage storage = store.open(KEY)) {
            assertWhole(storage);
        }
        assertThat(store.seen).noneMatch(text -> text.contains(PHONE));
    }

    @Test
    void aDryRunCountsTheSameAndChangesNothing() {
        KeptStore store = PlainStore.filled();
        store.failAt(1, false);
        try (ChatStorage storage =
                store.builder().set("privacy.key", KEY).pseudonymising().open()) {
            PseudonymisationReport report = storage.pseudonymisation().dryRun();
            assertThat(report.converted()).isEqualTo(ALL);
            assertThat(report.dryRun()).isTrue();
        }
        assertThat(store.steps).hasValue(0);
    }

    @Test
    void aSecondRunHasNothingToDoAndRemovesTheRememberedIds() {
        KeptStore store = PlainStore.filled();
        convert(store);
        store.clock.advance(Backend.REMEMBERED.plusSeconds(1));
        PseudonymisationReport report = convert(store);
        assertThat(report.converted().isNone()).isTrue();
        assertThat(report.rememberedUntil()).isNull();
        try (ChatStorage storage = store.open(KEY)) {
            assertThat(storage.chats().find(CHAT)).isPresent();
        }
    }

    @Test
    void aStoreThatIsBeingConvertedIsNotOpened() {
        KeptStore store = PlainStore.filled();
        store.failAt(3, false);
        assertThatThrownBy(() -> convert(store)).isInstanceOf(UnavailableException.class);
        store.failAt(0, false);
        for (String key : List.of(KEY, OTHER_KEY)) {
            assertThatThrownBy(() -> store.open(key))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("has begun and not ended");
        }
        assertThatThrownBy(store::open).hasMessageContaining("has begun and not ended");
        assertThatThrownBy(() -> rotate(store)).hasMessageContaining("has begun and not ended");
        assertThatThrownBy(() -> convert(store)).hasMessageContaining("was killed within the last 5 minutes");
        store.clock.advance(WorkTurn.LEASE.plusMillis(1));
        convert(store);
        try (ChatStorage storage = store.open(KEY)) {
            assertWhole(storage);
        }
    }

    @Test
    void oneRunAtATimeConverts() {
        KeptStore store = PlainStore.filled();
        List<Throwable> refusals = new ArrayList<>();
        try (ChatStorage first =
                        store.builder().set("privacy.key", KEY).pseudonymising().open();
                ChatStorage second =
                        store.builder().set("privacy.key", KEY).pseudonymising().open()) {
            PseudonymisationReport report = first.pseudonymisation()
                    .onProgress(read -> refusals.add(
                            catchThrowable(() -> second.pseudonymisation().run())))
                    .run();
            assertThat(report.converted()).isEqualTo(ALL);
            assertThat(report.isComplete()).isTrue();
            assertThat(refusals)
                    .isNotEmpty()
                    .allSatisfy(refusal -> assertThat(refusal)
                            .isInstanceOf(UnavailableException.class)
                            .hasMessageStartingWith("another run is converting this store"));
            assertThat(second.pseudonymisation().run().converted().isNone())
                    .as("the lease was given back")
                    .isTrue();
        }
    }

    @Test
    void anInterruptedRunSaysSoAndGivesTheLeaseBack() {
        KeptStore store = PlainStore.filled();
        try (ChatStorage storage =
                store.builder().set("privacy.key", KEY).pseudonymising().open()) {
            Pseudonymisation interrupted = storage.pseudonymisation()
                    .onProgress(read -> Thread.currentThread().interrupt());
            assertThatThrownBy(interrupted::run)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(storage.pseudonymisation().run().converted()).isEqualTo(ALL);
        }
    }

    @Test
    void aNewKeyNeedsNoPlainIdAndAllOldKeys() {
        KeptStore store = PlainStore.filled();
        convert(store);
        assertThat(rotate(store).converted()).isEqualTo(ALL);
        try (ChatStorage storage = rotated(store).open()) {
            assertWhole(storage);
        }
        assertThatThrownBy(() -> store.open(OTHER_KEY)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> convert(store)).hasMessageContaining("must begin with the keys of this store");
    }

    @Test
    void anotherKeyCannotConvertAndChangesNothing() {
        KeptStore store = PlainStore.filled();
        convert(store);
        store.failAt(1, false);
        try (ChatStorage storage =
                store.builder().set("privacy.key", OTHER_KEY).pseudonymising().open()) {
            assertThatThrownBy(() -> storage.pseudonymisation().run())
                    .hasMessageStartingWith("privacy.key and privacy.old-keys must begin with");
        }
        assertThat(store.steps).hasValue(0);
    }

    @Test
    void aKindIsAddedLater() {
        KeptStore store = PlainStore.filled();
        try (ChatStorage storage = store.builder()
                .set("privacy.key", KEY)
                .set("privacy.pseudonyms", "owners")
                .pseudonymising()
                .open()) {
            assertThat(storage.pseudonymisation().run().converted()).isEqualTo(new PseudonymisedAmounts(1, 3, 1, 1, 0));
        }
        try (ChatStorage storage = store.builder()
                .set("privacy.key", KEY)
                .set("privacy.pseudonyms", "owners")
                .open()) {
            assertThat(storage.chats().list(ConversationQuery.ofTenant("acme")).items())
                    .extracting(Conversation::id)
                    .contains(CHAT);
        }
        convert(store);
        try (ChatStorage storage = store.open(KEY)) {
            assertWhole(storage);
        }
    }

    @Test
    void aConversationThatHasBothIdsIsLeftAndReported() {
        KeptStore store = PlainStore.filled();
        convert(store);
        // As a process does that was open since before.
        try (ChatStorage storage =
                store.builder().set("privacy.key", KEY).pseudonymising().open()) {
            storage.chats().append(CHAT, NewMessage.user("without the key"));
        }
        PseudonymisationReport report = convert(store);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.left()).isEqualTo(new PseudonymisedAmounts(1, 1, 0, 0, 0));
        try (ChatStorage storage =
                store.builder().set("privacy.key", KEY).pseudonymising().open()) {
            assertThat(storage.chats().recent(CHAT, 1))
                    .extracting(Message::text)
                    .containsExactly("without the key");
            storage.chats().delete(CHAT);
        }
        assertThat(convert(store).isComplete()).isTrue();
        try (ChatStorage storage = store.open(KEY)) {
            assertWhole(storage);
        }
    }

    @Test
    void theLogOfAnImportIsConvertedAndCanBeUndone() throws IOException {
        Path source = folder.resolve("chats.jsonl");
        Files.writeString(source, """
                {"id": "+4711", "messages": [{"role": "user", "content": "one"}]}
                {"id": "+4712", "messages": [{"role": "user", "content": "two"}]}
                """);
        KeptStore store = new KeptStore();
        String run;
        try (ChatStorage storage = store.open()) {
            run = HistoryImport.into(storage.chats()).run(source).run();
        }
        assertThat(convert(store).converted()).isEqualTo(new PseudonymisedAmounts(2, 2, 0, 0, 2));
        try (ChatStorage storage = store.open(KEY)) {
            ConversationId log = ConversationId.of(HistoryImport.LOG_TENANT, run);
            assertThat(storage.chats().recent(log, 10))
                    .isNotEmpty()
                    .noneMatch(message -> message.text().contains("+47"));
            assertThat(HistoryImport.into(storage.chats()).undo(run).removed()).isEqualTo(2);
            assertThat(storage.chats().find(ConversationId.of("+4711"))).isEmpty();
        }
    }

    @Test
    void theAuditTrailHasOneOperation() {
        KeptStore store = PlainStore.filled();
        try (ChatStorage storage = store.builder()
                .set("privacy.key", KEY)
                .set("audit", "changes")
                .pseudonymising()
                .open()) {
            storage.pseudonymisation().run();
            AuditTrail trail = storage.audit();
            List<AuditEntry> entries = trail.entries(AuditQuery.of(trail.nameOf(AuditTrail.WHOLE_STORE)))
                    .items();
            assertThat(entries)
                    .extracting(AuditEntry::stage)
                    .containsExactly(AuditEntry.Stage.ENDED, AuditEntry.Stage.BEGUN);
            assertThat(entries.get(0).amounts()).containsEntry("conversations", 3L);
        }
    }

    @Test
    void onlyAStorageThatIsOpenedForItConverts() {
        KeptStore store = PlainStore.filled();
        try (ChatStorage storage = store.open()) {
            assertThatThrownBy(storage::pseudonymisation).isInstanceOf(InvalidInputException.class);
        }
        try (ChatStorage storage = store.builder().pseudonymising().open()) {
            assertThatThrownBy(storage::pseudonymisation).hasMessageStartingWith("privacy.key must be set");
        }
    }
}
