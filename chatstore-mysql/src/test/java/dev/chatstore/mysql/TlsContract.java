package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestCertificates;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Connections with and without TLS, and with the certificate of a private authority. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TlsContract {
    private final ServerKind kind;
    private final String without;
    private TestCertificates certificates;
    private TestServer server;

    TlsContract(ServerKind kind, String without) {
        this.kind = kind;
        this.without = without;
    }

    @BeforeAll
    final void startServer(@TempDir Path folder) throws Exception {
        certificates = TestCertificates.create(folder, "ip:127.0.0.1");
        server = TestServers.start(
                kind, List.of("ssl=1", "ssl-cert=" + certificates.server(), "ssl-key=" + certificates.key()));
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("create user encrypted identified by 'secret' require ssl");
            statement.execute("grant all on *.* to encrypted");
        }
    }

    @AfterAll
    final void closeServer() {
        server.close();
    }

    final TestServer startWithoutTls() {
        return TestServers.start(kind, List.of(without));
    }

    @Test
    final void theDocumentedUrlIsEncryptedWhereTheServerHasTls() {
        use(url(), Map.of());
    }

    @Test
    final void aPrivateAuthorityIsTrustedByASetting() {
        use(url(), authority());
    }

    @Test
    final void aCertificateOfAnotherAuthorityIsRefused(@TempDir Path folder) {
        TestCertificates others = TestCertificates.create(folder, "ip:127.0.0.1");
        assertRefused(url(), Map.of("tls.ca-file", others.authority().toString()));
    }

    @Test
    final void aCertificateForAnotherHostIsRefused() {
        assertRefused(url().replace("127.0.0.1", "localhost"), authority());
    }

    @Test
    final void aServerWithoutTlsIsRefusedIfItIsRequired() {
        try (TestServer other = startWithoutTls()) {
            assertRefused(other.newDatabase().url(), authority());
        }
    }

    /** Returns the URL of a new database, for a user who may not connect without TLS. */
    private String url() {
        return server.newDatabase().url().replaceFirst("//.*@", "//encrypted:secret@");
    }

    private Map<String, String> authority() {
        return Map.of("tls.ca-file", certificates.authority().toString());
    }

    static void use(String url, Map<String, String> settings) {
        try (ChatStorage storage =
                ChatStorage.builder().url(url).settings(settings).open()) {
            storage.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
            assertThat(storage.chats().recent(ConversationId.of("kari"), 1)).hasSize(1);
        }
    }

    static void assertRefused(String url, Map<String, String> settings) {
        assertThatThrownBy(() -> use(url, settings))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("TLS")
                .hasMessageContaining("tls.ca-file");
    }
}
