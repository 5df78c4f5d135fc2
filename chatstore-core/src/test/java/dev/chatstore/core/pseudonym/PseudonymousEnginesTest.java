package dev.chatstore.core.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.Conflict;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.core.erasure.PersonExport;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.core.retention.RetentionPolicies;
import dev.chatstore.core.retention.RetentionPolicy;
import dev.chatstore.core.transfer.HistoryExport;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works on whole stores is given phone numbers, and finds and keeps stored forms. */
class PseudonymousEnginesTest {
    private static final String PHONE = "+4799887766";
    private static final ConversationId CHAT = ConversationId.of("acme", PHONE);
    private static final ConversationId GROUP = ConversationId.of("acme", "group");

    @TempDir
    private Path folder;

    private final KeptStore store = new KeptStore();
    private ChatStorage storage;

    @BeforeEach
    void fill() {
        storage = store.open(KeptStore.KEY);
        fill(storage);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private static void fill(ChatStorage storage) {
        ChatStore chats = storage.chats();
        chats.open(CHAT, Profile.EMPTY.withOwner(PHONE));
        chats.append(CHAT, NewMessage.user("one").withAuthor(PHONE), NewMessage.assistant("two"));
        chats.open(GROUP, Profile.EMPTY.withOwner("ola").withTitle("with " + PHONE.substring(1)));
        chats.append(
                GROUP,
                NewMessage.user("of ola").withAuthor("ola"),
                NewMessage.user("three").withAuthor(PHONE));
        storage.sessions("cart", String.class)
                .assigningOwner(PHONE)
                .getOrCreate(SessionKey.of("acme", PHONE), () -> "full");
    }

    private void assertNowhere() {
        assertThat(store.seen).noneMatch(text -> text.contains(PHONE));
    }

    private static void assertNowhere(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.getFileName().toString())
                        .doesNotContain(PHONE);
            }
        }
    }

    @Test
    void aHoldOnAPlainIdKeepsWhatIsStored() {
        Holds.of(storage).place(Held.owner("acme", PHONE), "case 1", "operator:ola");
        assertThat(Holds.of(storage).isHeld(Held.owner("acme", PHONE))).isTrue();
        storage.retention()
                .withPolicies(RetentionPolicies.of(new RetentionPolicy(1, null, null, null, null)))
                .run();
        assertThat(storage.chats().recent(CHAT, 10)).hasSize(2);
        assertThat(storage.chats().recent(GROUP, 10)).hasSize(1);
        assertThat(Holds.of(storage).release(Held.owner("acme", PHONE))).isTrue();
        assertNowhere();
    }

    @Test
    void aPersonIsErasedByPlainIdsAndMentionsOfThemAreFound() {
        ErasureCertificate certificate = Erasure.of(storage, Person.of("acme", PHONE), "operator:ola")
                .run()
                .certificate();
        assertThat(certificate.outcome()).isEqualTo(ErasureCertificate.Outcome.COMPLETE);
        assertThat(certificate.removed().conversations()).isEqualTo(1);
        assertThat(certificate.removed().writtenMessages()).isEqualTo(1);
        assertThat(certificate.removed().sessions()).isEqualTo(1);
        assertThat(certificate.toJson()).doesNotContain(PHONE).contains("\"person\":\"");
        assertThat(storage.chats().find(CHAT)).isEmpty();
        assertThat(storage.chats().recent(GROUP, 10)).extracting(Message::text).containsExactly("of ola", "");
        assertNowhere();
    }

    @Test
    void aTitleThatMentionsThePlainIdIsFound() {
        ErasureCertificate certificate = Erasure.of(storage, Person.of("acme", PHONE.substring(1)), "operator:ola")
                .dryRun()
                .certificate();
        assertThat(certificate.scan().mentions()).hasSize(1);
        assertThat(certificate.removed().conversations()).isZero();
    }

    @Test
    void aPersonsDataIsExportedByPlainIds() throws IOException {
        Path target = folder.resolve("person");
        PersonExport.of(storage, Person.of("acme", PHONE)).write(target);
        assertThat(Files.readString(target.resolve("index.html")))
                .contains("one")
                .contains("three");
        assertThat(Files.readString(target.resolve("sessions.jsonl"))).contains("full");
        assertThat(target.resolve("dump-1.zst")).exists();
        assertNowhere(target);
    }

    @Test
    void anOwnersNumbersAreCounted() {
        assertThat(storage.contents()
                        .count(ContentQuery.ofTenant("acme").withOwner(PHONE))
                        .conversations())
                .isEqualTo(1);
    }

    @Test
    void anExportHasStoredForms() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(HistoryExport.from(storage.chats())
                        .asCsv()
                        .write(ConversationQuery.ofTenant("acme").withOwner(PHONE), out)
                        .conversations())
                .isEqualTo(1);
        HistoryExport.from(storage.chats()).asHtml().write(List.of(CHAT).iterator(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("one").doesNotContain(PHONE);
    }

    @Test
    void anImportStoresAndLogsStoredFormsAndKnowsThemAgain() throws IOException {
        Path source = folder.resolve("chats.jsonl");
        Files.writeString(source, """
                {"id": "+4711", "messages": [{"role": "user", "name": "+4711", "content": "hello"}]}
                """);
        ImportReport first =
                HistoryImport.into(storage.chats()).forTenant("acme").run(source);
        assertThat(first.added()).isEqualTo(1);
        ConversationId id = ConversationId.of("acme", "+4711");
        assertThat(storage.chats().recent(id, 10)).extracting(Message::text).containsExactly("hello");
        assertThat(HistoryImport.into(storage.chats())
                        .forTenant("acme")
                        .run(source)
                        .added())
                .isZero();
        assertThat(HistoryImport.into(storage.chats())
                        .forTenant("acme")
                        .verify(source)
                        .equal())
                .isEqualTo(1);
        assertThat(store.seen).noneMatch(text -> text.contains("+4711"));
        assertThat(HistoryImport.into(storage.chats()).undo(first.run()).removed())
                .isEqualTo(1);
        assertThat(storage.chats().find(id)).isEmpty();
    }

    @Test
    void aDumpHasStoredFormsAndIsNotDigestedTwice() throws IOException {
        Path dump = folder.resolve("dump.zst");
        StoreDump.of(storage).write(dump);
        StoreDump.of(storage).withScope(StoreScope.ofOwner("acme", PHONE)).write(folder.resolve("owner.zst"));
        assertNowhere(folder);
        StoreDigest before = StoreDigest.of(storage, StoreScope.ofTenant("acme"));
        assertThat(StoreRestore.into(storage).read(dump).added().conversations())
                .isZero();
        KeptStore second = new KeptStore();
        try (ChatStorage target = second.open(KeptStore.KEY)) {
            RestoreReport report = StoreRestore.into(target).read(dump);
            assertThat(report.isComplete()).isTrue();
            assertThat(StoreDigest.of(target, StoreScope.ofTenant("acme"))).isEqualTo(before);
            assertThat(target.chats().recent(CHAT, 10)).hasSize(2);
            assertThat(target.sessions("cart", String.class).find(SessionKey.of("acme", PHONE)))
                    .isPresent();
        }
        try (ChatStorage other = new KeptStore().open(KeptStore.OTHER_KEY)) {
            assertThatThrownBy(() -> StoreRestore.into(other).read(dump)).hasMessageContaining("another key");
        }
    }

    @Test
    void aDumpFromBeforeIsRestoredWithPseudonyms() throws IOException {
        Path dump = folder.resolve("plain.zst");
        KeptStore plain = new KeptStore();
        try (ChatStorage source = plain.open()) {
            fill(source);
            StoreDump.of(source).write(dump);
        }
        KeptStore second = new KeptStore();
        try (ChatStorage target = second.open(KeptStore.KEY)) {
            assertThat(StoreRestore.into(target).read(dump).added().conversations())
                    .isEqualTo(2);
            RestoreReport again =
                    StoreRestore.into(target).onConflict(Conflict.REPLACE).read(dump);
            assertThat(again.alreadyThere().conversations()).isEqualTo(2);
            assertThat(target.chats().find(CHAT).map(Conversation::messageCount))
                    .hasValue(2L);
        }
        assertThat(second.seen).noneMatch(text -> text.contains(PHONE));
    }

    @Test
    void aMirrorNeedsTheSameKey() {
        try (ChatStorage target = new KeptStore().open()) {
            assertThatThrownBy(() ->
                            StoreCopy.from(storage).to(target).removingExtra().run())
                    .hasMessageContaining("must have the privacy.key of the source");
        }
        try (ChatStorage target = new KeptStore().open(KeptStore.KEY)) {
            assertThat(StoreCopy.from(storage).to(target).removingExtra().run().isComplete())
                    .isTrue();
            assertThat(StoreCopy.from(storage).to(target).verify().isEqual()).isTrue();
        }
    }
}
