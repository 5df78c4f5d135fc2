package dev.chatstore.checks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.audit.AuditStatistics;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.audit.AuditTrailHead;
import dev.chatstore.core.audit.AuditVerification;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded is the same on every backend, and so is what the verification finds. */
final class AuditIT {
    private static final String PREFIX = "audit";
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final ConversationId ANNA = ConversationId.of("acme", "anna");
    private static final ConversationId BERT = ConversationId.of("other", "anna");

    @TempDir
    Path folder;

    private enum Store {
        SQLITE,
        POSTGRES,
        MYSQL,
        REDIS
    }

    private String url(Store store) {
        return switch (store) {
            case SQLITE -> "sqlite:" + folder.resolve("bot.db");
            case POSTGRES ->
                TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url();
            case MYSQL -> TestServers.shared(ServerKind.MYSQL_8).newDatabase().url();
            case REDIS -> {
                RedisServers.shared().clear(PREFIX);
                yield RedisServers.shared().url();
            }
        };
    }

    private static ChatStorageBuilder builder(String url) {
        return ChatStorage.builder()
                .url(url)
                .set("redis.prefix", PREFIX)
                .set("cleaner.interval", "none")
                .set("audit.actor", "service:bot")
                .set("audit", "changes");
    }

    private static List<AuditEntry> entries(ChatStorage storage, AuditQuery query) {
        List<AuditEntry> entries = new ArrayList<>();
        @Nullable AuditQuery next = query;
        while (next != null) {
            Page<AuditEntry> page = storage.audit().entries(next);
            entries.addAll(page.items());
            next = page.next() == null ? null : next.withCursor(page.next());
        }
        return entries;
    }

    private static AuditQuery trail(ChatStorage storage, String tenant) {
        return AuditQuery.of(storage.audit().nameOf(tenant)).withOldestFirst();
    }

    private static List<String> lines(ChatStorage storage, String tenant) {
        return entries(storage, trail(storage, tenant)).stream()
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.stage() + " "
                        + entry.subject().kind() + " " + entry.subject().id() + " "
                        + entry.subject().part() + " " + new TreeMap<>(entry.amounts()))
                .toList();
    }

    private static void change(ChatStorage storage) {
        storage.chats()
                .append(
                        ANNA,
                        NewMessage.user("secret one").withId("m1"),
                        NewMessage.user("secret two"),
                        NewMessage.user("secret three"));
        Storage kari = storage.actingAs("operator:kari");
        kari.chats().edit(ANNA, 1, MessageEdit.of("secret four"));
        kari.chats().redact(ANNA, "m1");
        kari.chats().patch(ConversationPatch.of(ANNA).withTitle("secret title"));
        kari.sessions(String.class).getOrCreate(SessionKey.of("acme", "anna"), () -> "secret state");
        kari.sessions(String.class).delete(SessionKey.of("acme", "anna"));
        assertThatThrownBy(() -> kari.chats().delete(ANNA, 999)).isInstanceOf(ConflictException.class);
        storage.chats().delete(ANNA);
        storage.chats().delete(BERT);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsAnEntryAndNoTextIs(Store store) throws IOException {
        MutableClock clock = MutableClock.at(START);
        clock.tick(Duration.ofSeconds(1));
        try (ChatStorage storage = builder(url(store)).clock(clock).open()) {
            change(storage);

            assertThat(lines(storage, "acme"))
                    .containsExactly(
                            "operator:kari EDIT RECORDED MESSAGE anna 1 {}",
                            "operator:kari REDACT RECORDED MESSAGE anna m1 {}",
                            "operator:kari PATCH RECORDED CONVERSATION anna null {}",
                            "operator:kari DELETE RECORDED SESSION anna default {}",
                            "operator:kari DELETE RECORDED CONVERSATION anna null {messages=3}",
                            "operator:kari DELETE FAILED CONVERSATION anna null {}",
                            "service:bot DELETE RECORDED CONVERSATION anna null {messages=3}");
            assertThat(lines(storage, "other"))
                    .containsExactly(
                            "service:bot DELETE RECORDED CONVERSATION anna null {}",
                            "service:bot DELETE NOTHING CONVERSATION anna null {}");
            assertThat(storage.statistics().audit()).isEqualTo(new AuditStatistics(9, 9, 0, 0, 3));
            AuditVerification verified = storage.audit().verify(Set.of());
            assertThat(verified.isIntact()).as(verified.toString()).isTrue();
            assertPagedAndExported(storage);
        }
    }

    private static void assertPagedAndExported(ChatStorage storage) throws IOException {
        AuditQuery query = trail(storage, "acme");
        List<AuditEntry> all = entries(storage, query);
        assertThat(entries(storage, query.withLimit(2))).isEqualTo(all);
        assertThat(entries(storage, AuditQuery.of(query.trail()).withLimit(3)))
                .isEqualTo(IntStream.rangeClosed(1, all.size())
                        .mapToObj(i -> all.get(all.size() - i))
                        .toList());
        assertThat(entries(storage, query.between(all.get(2).time(), all.get(5).time())))
                .isEqualTo(all.subList(2, 5));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(storage.audit().export(query.trail(), out)).isEqualTo(all.size());
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(all.size())
                .allSatisfy(line -> assertThat(line).doesNotContain("secret"));
    }

    @ParameterizedTest
    @EnumSource
    void readsAreEntriesIfTheyAreToBe(Store store) {
        try (ChatStorage storage = builder(url(store)).set("audit", "all").open()) {
            storage.chats().append(ANNA, NewMessage.user("one"), NewMessage.user("two"));
            storage.chats().recent(ANNA, 10);
            storage.chats().latest().find(ANNA);
            storage.sessions(String.class).find(SessionKey.of("acme", "anna"));
            storage.actingAs("operator:kari").chats().find(ANNA, 2);

            assertThat(lines(storage, "acme"))
                    .containsExactly(
                            "service:bot READ RECORDED CONVERSATION anna null {messages=2}",
                            "service:bot READ RECORDED CONVERSATION anna null {}",
                            "service:bot READ RECORDED SESSION anna default {}",
                            "operator:kari READ RECORDED MESSAGE anna 2 {}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoStoragesWriteOneChain(Store store) {
        String url = url(store);
        int changes = 10;
        try (ChatStorage one = builder(url).open();
                ChatStorage two = builder(url).open()) {
            Racers.all(4, racer -> {
                ChatStorage storage = racer % 2 == 0 ? one : two;
                for (int i = 0; i < changes; i++) {
                    storage.chats().delete(ConversationId.of("acme", "c" + racer + "-" + i));
                }
                return racer;
            });

            AuditVerification verified = two.audit().verify(Set.of());
            assertThat(verified.isIntact()).as(verified.toString()).isTrue();
            assertThat(one.audit().trails())
                    .extracting(AuditTrailHead::tenant, AuditTrailHead::entries)
                    .containsExactly(tuple("acme", 2L * 4 * changes));
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> findingsAfter(String sql) throws SQLException {
        String url = url(Store.SQLITE);
        try (ChatStorage storage = builder(url).open()) {
            change(storage);
        }
        execute(url, sql.replace("?", "tenant = '" + AuditTrail.TENANT + "' and conversation like '%/acme'"));
        try (ChatStorage storage = builder(url).open()) {
            storage.chats().delete(ANNA);
            return storage.audit().verify(Set.of()).trails().stream()
                    .flatMap(trail -> trail.findings().stream().map(finding -> finding.summary()))
                    .toList();
        }
    }

    @Test
    void aRowThatWasDeletedFromTheMiddleIsFound() throws SQLException {
        assertThat(findingsAfter("delete from chat_message where ? and sequence in (3, 4)"))
                .containsExactly("entries 3 to 4 are missing without a record of it");
    }

    @Test
    void rowsThatWereDeletedFromTheBeginningAreFound() throws SQLException {
        assertThat(findingsAfter("delete from chat_message where ? and sequence < 3"))
                .containsExactly("entries 1 to 2 are missing without a record of it");
    }

    @Test
    void theNewestRowIsFoundToBeMissing() throws SQLException {
        assertThat(findingsAfter("delete from chat_message where ? and sequence = 7"))
                .contains("entry 7 is missing without a record of it");
    }

    @Test
    void aRowThatWasChangedIsFound() throws SQLException {
        assertThat(findingsAfter(
                        "update chat_message set text = replace(text, 'kari', 'lars') where ? and sequence = 2"))
                .containsExactly("entry 2 was changed");
    }
}
