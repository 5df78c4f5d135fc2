package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.pseudonym.convert.PseudonymisationReport;
import dev.chatstore.core.transfer.HistoryExport;
import dev.chatstore.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pseudonyms leave in the bytes of a database's files, of a dump and of an export. */
class SqlitePseudonymsIT {
    private static final String PHONE = "+4799887766";
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final ConversationId CHAT = ConversationId.of("acme", PHONE);

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));

    private ChatStorageBuilder builder() {
        return ChatStorage.builder()
                .url("sqlite:" + folder.resolve("bot.db"))
                .set("cleaner.interval", "none")
                .set("cache.bytes", "1MiB")
                .set("audit", "all")
                .clock(clock)
                .expiryClock(clock);
    }

    private static void use(Storage storage) {
        ChatStore chats = storage.chats();
        chats.open(CHAT, Profile.EMPTY.withOwner(PHONE));
        List<NewMessage> many = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            many.add(NewMessage.user("text " + i).withAuthor(PHONE).withId("m-" + i));
        }
        chats.append(CHAT, many);
        chats.edit(CHAT, 3, MessageEdit.of("edited"));
        chats.redact(CHAT, 4);
        chats.patch(ConversationPatch.of(CHAT).withOwner(PHONE).withTitle("tickets"));
        chats.recent(CHAT, 20);
        ConversationId gone = ConversationId.of("acme", PHONE + "-2");
        chats.append(gone, NewMessage.user("hello").withAuthor(PHONE));
        chats.delete(gone);
        storage.sessions("cart", String.class)
                .assigningOwner(PHONE)
                .getOrCreate(SessionKey.of("acme", PHONE), () -> "full");
    }

    /** Returns the files that have the phone number in their bytes. */
    private List<String> filesWithThePhone() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Each byte is one character, so that the search is one for bytes.
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(PHONE)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }

    @Test
    void noByteOfTheFilesOfADumpAndOfAnExportHasThePhoneNumber() throws IOException {
        try (ChatStorage storage = builder().set("privacy.key", KEY).open()) {
            storage.subscribe(CHAT, change -> {});
            use(storage);
            StoreDump.of(storage).write(folder.resolve("all.dump"));
            HistoryExport.from(storage.chats())
                    .asCsv()
                    .write(ConversationQuery.ofTenant("acme").withOwner(PHONE), folder.resolve("owner.csv"));
            assertThat(Files.size(folder.resolve("bot.db-wal"))).isPositive();
            assertThat(Files.readString(folder.resolve("owner.csv"))).contains("text 1");
            assertThat(filesWithThePhone()).isEmpty();
        }
        assertThat(filesWithThePhone()).isEmpty();
    }

    @Test
    void theSearchFindsThePhoneNumberIfThereIsNoKey() throws IOException {
        try (ChatStorage storage = builder().open()) {
            use(storage);
        }
        assertThat(filesWithThePhone()).contains("bot.db");
    }

    @Test
    void aConvertedStoreHasThePhoneNumberForAnHourInItsKeysAndThenNowhere() throws IOException {
        try (ChatStorage storage = builder().set("audit", "off").open()) {
            use(storage);
        }
        assertThatThrownBy(() -> builder().set("privacy.key", KEY).open()).isInstanceOf(InvalidInputException.class);
        try (ChatStorage storage =
                builder().set("privacy.key", KEY).pseudonymising().open()) {
            PseudonymisationReport report = storage.pseudonymisation().run();
            assertThat(report.isComplete()).isTrue();
            assertThat(report.sanitized()).isTrue();
            assertThat(report.converted().messages()).isEqualTo(1_500);
            assertThat(filesWithThePhone()).contains("bot.db");
            clock.advance(Backend.REMEMBERED.plus(Duration.ofSeconds(1)));
            assertThat(storage.pseudonymisation().run().rememberedUntil()).isNull();
        }
        assertThat(filesWithThePhone()).isEmpty();
        assertThatThrownBy(() -> builder().open()).isInstanceOf(InvalidInputException.class);
        try (ChatStorage storage = builder().set("privacy.key", KEY).open()) {
            assertThat(storage.chats().find(CHAT).orElseThrow().messageCount()).isEqualTo(1_500);
            assertThat(storage.chats().revisions(CHAT, 3)).hasSize(2);
            assertThat(storage.sessions("cart", String.class).find(SessionKey.of("acme", PHONE)))
                    .isPresent();
        }
    }

    /** Writes a content that no segment has, as a killed process leaves one. */
    private static void leaveOrphan(Path archive) throws IOException {
        Path content;
        try (Stream<Path> files = Files.walk(archive)) {
            content = files.filter(file -> file.toString().endsWith(".zst"))
                    .findFirst()
                    .orElseThrow();
        }
        Path orphans = Files.createDirectories(content.getParent().resolveSibling("or"));
        Files.writeString(orphans.resolve("orphan1.zst"), PHONE);
    }

    @Test
    void aConvertedArchiveHasThePhoneNumberNeitherInItsFolderNorInTheDatabase() throws IOException {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Map<String, String> settings = Map.of(
                "archive.url", "file:" + archive, "archive.min-messages", "1", "archive.segment-messages", "100");
        try (ChatStorage storage =
                builder().set("audit", "off").settings(settings).open()) {
            use(storage);
            storage.archive().archive(CHAT).orElseThrow();
            leaveOrphan(archive);
        }
        assertThat(filesWithThePhone()).contains("orphan1.zst", "bot.db");
        try (ChatStorage storage = builder()
                .settings(settings)
                .set("privacy.key", KEY)
                .pseudonymising()
                .open()) {
            PseudonymisationReport report = storage.pseudonymisation().run();
            assertThat(report.isComplete()).isTrue();
            assertThat(report.sanitized()).isTrue();
            clock.advance(Backend.REMEMBERED.plus(Duration.ofSeconds(1)));
            storage.pseudonymisation().run();
        }
        assertThat(filesWithThePhone()).isEmpty();
        try (Stream<Path> files = Files.walk(archive)) {
            assertThat(files.filter(file -> file.toString().endsWith(".zst")))
                    .as("contents of the archive")
                    .isEmpty();
        }
        try (ChatStorage storage =
                builder().settings(settings).set("privacy.key", KEY).open()) {
            assertThat(storage.chats().find(CHAT).orElseThrow().messageCount()).isEqualTo(1_500);
            assertThat(storage.chats().revisions(CHAT, 3)).hasSize(2);
            storage.archive().archive(CHAT).orElseThrow();
            assertThat(storage.chats().find(CHAT, "m-7")).isPresent();
        }
        assertThat(filesWithThePhone()).isEmpty();
    }

    @Test
    void aDatabaseWithoutTablesIsOpenedAndItsFirstCallFails() {
        try (ChatStorage storage =
                builder().set("audit", "off").set("schema", "none").open()) {
            assertThatThrownBy(() -> storage.chats().find(CHAT)).isInstanceOf(UnavailableException.class);
        }
        assertThatThrownBy(() -> builder().set("schema", "validate").open()).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() ->
                        builder().set("schema", "none").set("privacy.key", KEY).open())
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void withoutAKeyOpeningCostsOneStatementMore() {
        ProbedSqlite sqlite = new ProbedSqlite();
        String url = "sqlite:" + folder.resolve("bot.db");
        sqlite.open(url, InstantSource.system(), Map.of()).close();
        sqlite.probes().reset();
        try (Storage storage = sqlite.open(url, InstantSource.system(), Map.of())) {
            assertThat(sqlite.probes().texts())
                    .filteredOn(text -> text.contains("chat_session"))
                    .as("statements on sessions while %s is opened", storage)
                    .hasSize(1);
        }
    }
}
