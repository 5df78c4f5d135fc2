package dev.chatstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.operations.Health;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestCertificates;
import dev.chatstore.testkit.server.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis over TLS, with the certificates that the JVM trusts. */
class RedisTlsIT {
    private static final ConversationId ID = ConversationId.of("a conversation");

    @TempDir
    private Path folder;

    private final TestRedis server = RedisServers.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aStoreAndTheCachesWorkWithACertificateThatIsTrusted()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (TlsFront front = TlsFront.before(server.port(), "ip:127.0.0.1", folder)) {
            front.trust();
            String url = "rediss://127.0.0.1:" + front.port();
            CountDownLatch heard = new CountDownLatch(1);
            try (ChatStorage here = cached(url);
                    ChatStorage there = cached(url)) {
                there.subscribe(ID, change -> heard.countDown());
                here.chats().append(ID, NewMessage.user("one"));
                assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(there.chats().recent(ID, 5)).hasSize(1);
                assertHealthy(here);
            }
        }
    }

    @Test
    void thePrivateAuthorityMayBeASetting() throws IOException, GeneralSecurityException {
        TestCertificates certificates = TestCertificates.create(folder, "ip:127.0.0.1");
        try (TlsFront front = TlsFront.before(server.port(), certificates)) {
            String url = "rediss://127.0.0.1:" + front.port();
            String file = certificates.authority().toString();
            try (ChatStorage storage = cached(url, Map.of("tls.ca-file", file))) {
                storage.chats().append(ID, NewMessage.user("one"));
                assertHealthy(storage);
            }
            assertIsRefused(front);
        }
    }

    @Test
    void aFileThatHoldsNoCertificateIsNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "no certificate");
        for (Path file : List.of(empty, folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> cached("rediss://127.0.0.1:1", Map.of("tls.ca-file", file.toString())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("tls.ca-file")
                    .hasMessageContaining(file.toString());
        }
    }

    private static ChatStorage cached(String url) {
        return cached(url, Map.of());
    }

    private static ChatStorage cached(String url, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .settings(settings)
                .set("cache.url", url)
                .set("redis.prefix", "tls")
                .open();
    }

    @Test
    void anUntrustedCertificateIsReportedAndNotRetried() throws IOException, GeneralSecurityException {
        try (TlsFront front = TlsFront.before(server.port(), "ip:127.0.0.1", folder)) {
            assertIsRefused(front);
        }
    }

    @Test
    void aCertificateOfAnotherServerIsReportedAndNotRetried() throws IOException, GeneralSecurityException {
        try (TlsFront front = TlsFront.before(server.port(), "dns:redis.example.org", folder)) {
            front.trust();
            assertIsRefused(front);
        }
    }

    @Test
    void aServerThatDemandsTlsIsReportedAndNotRetriedWithout() throws IOException, GeneralSecurityException {
        try (TlsFront front = TlsFront.before(server.port(), "ip:127.0.0.1", folder)) {
            assertThatThrownBy(() -> ChatStorage.open("redis://127.0.0.1:" + front.port()))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            error -> assertThat(error.retryable()).isFalse())
                    .hasMessageContaining("rediss:");
        }
    }

    /** The feed takes a moment after the opening until it hears its own heartbeat. */
    private static void assertHealthy(ChatStorage storage) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (storage.health().state() != Health.State.UP && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(storage.health().parts())
                .allSatisfy(part -> assertThat(part.reason()).isNull());
    }

    private static void assertIsRefused(TlsFront front) {
        assertThatThrownBy(() -> ChatStorage.open("rediss://127.0.0.1:" + front.port()))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        error -> assertThat(error.retryable()).isFalse())
                .hasMessageContaining("certificate");
    }
}
