package dev.chatstore.checks.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Texts;
import dev.chatstore.testkit.chat.UsedConversation;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in which everything has been used goes from backend to backend and is the same in the end. */
final class EveryBackendIT {
    @TempDir
    Path folder;

    /** Moves everything from one store into another that is empty. */
    private interface Move {
        RestoreReport run(ChatStorage from, ChatStorage to) throws IOException;
    }

    private static ChatStorage open(String url) {
        return ChatStorage.builder()
                .url(url)
                .clock(MutableClock.at(Instant.parse("2026-03-01T12:00:00.123456Z")))
                .set("sessions.expiring.ttl", "1h")
                .open();
    }

    private static String url(ServerKind kind) {
        String url = TestServers.shared(kind).newDatabase().url();
        // This test server has no TLS, which the driver requires by default.
        return kind == ServerKind.MARIADB_11 ? url + "?sslMode=disable" : url;
    }

    private static void fill(String url) {
        MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00.123456Z"));
        try (ChatStorage storage = ChatStorage.builder()
                .url(url)
                .clock(clock)
                .set("sessions.expiring.ttl", "1h")
                .open()) {
            UsedConversation.make(storage.chats(), clock, ConversationId.of("used"));
            UsedConversation.make(storage.chats(), clock, ConversationId.of("a tenant", "used"));
            for (long first : new long[] {4, Long.MAX_VALUE}) {
                ConversationId trimmed = ConversationId.of("trimmed before " + first);
                UsedConversation.make(storage.chats(), clock, trimmed);
                StoreAccess.of(storage).orElseThrow().oldMessages().trim(trimmed, first, OldMessages.MESSAGES_PER_CALL);
            }
            storage.chats().open(ConversationId.of("empty"), Profile.EMPTY);
            Map<String, Object> odd = new HashMap<>();
            odd.put("null", null);
            odd.put("decimals", List.of(new BigDecimal("1.50"), new BigDecimal("-0.0"), new BigDecimal("1E+400")));
            odd.put("whole", List.of(Long.MIN_VALUE, BigInteger.TWO.pow(200)));
            odd.put("nested", Map.of("b", Map.of(), "a", List.of(List.of(), true)));
            List<NewMessage> messages = new ArrayList<>();
            messages.add(NewMessage.user("odd").withMetadata(odd));
            Texts.texts().forEach(text -> messages.add(NewMessage.user(text).withMetadata(Map.of("text", text))));
            storage.chats().append(ConversationId.of("texts"), messages);
            for (String name : Texts.names()) {
                storage.sessions("names", String.class)
                        .assigningOwner(name)
                        .getOrCreate(SessionKey.of(name), () -> name);
            }
            storage.sessions("expiring", Integer.class).getOrCreate(SessionKey.of("expires"), () -> 7);
        }
    }

    private void assertTheSameEverywhere(Move move, String... urls) throws IOException {
        String source = "sqlite:" + folder.resolve("source.db");
        fill(source);
        List<String> chain = new ArrayList<>(Arrays.asList(urls));
        chain.add("sqlite:" + folder.resolve("target.db"));
        StoreDigest expected = null;
        for (String target : chain) {
            try (ChatStorage from = open(source);
                    ChatStorage to = open(target)) {
                StoreDigest digest = StoreDigest.of(from, StoreScope.everything());
                expected = expected == null ? digest : expected;
                RestoreReport report = move.run(from, to);
                assertThat(report.isComplete()).as(report.summary()).isTrue();
                assertThat(report.higherVersions()).isZero();
                assertThat(report.added())
                        .isEqualTo(new Quantity(digest.conversations(), digest.messages(), digest.sessions()));
                assertThat(StoreDigest.of(to, StoreScope.everything()))
                        .as(target)
                        .isEqualTo(expected);
                assertThat(StoreCopy.from(from).to(to).verify().isEqual()).isTrue();
                assertThat(move.run(from, to).alreadyThere()).isEqualTo(report.added());
            }
            source = target;
        }
    }

    @Test
    void aDumpOfEachIsRestoredIntoTheNext() throws IOException {
        Path file = folder.resolve("store.dump.zst");
        try (TestRedis redis = RedisServers.start()) {
            assertTheSameEverywhere(
                    (from, to) -> {
                        StoreDump.of(from).write(file);
                        return StoreRestore.into(to).read(file);
                    },
                    url(ServerKind.POSTGRES_18),
                    url(ServerKind.MYSQL_8),
                    redis.url());
        }
    }

    @Test
    void eachIsCopiedIntoTheNext() throws IOException {
        try (TestRedis redis = RedisServers.start()) {
            assertTheSameEverywhere(
                    (from, to) -> StoreCopy.from(from).to(to).run(),
                    redis.url(),
                    url(ServerKind.MARIADB_11),
                    url(ServerKind.POSTGRES_18));
        }
    }
}
