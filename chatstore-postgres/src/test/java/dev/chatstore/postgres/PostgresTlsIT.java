package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestCertificates;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TLS, with the certificate of a private authority. */
class PostgresTlsIT {
    @TempDir
    private Path folder;

    @Test
    void aPrivateAuthorityIsTrustedByASettingAndForItsHostsOnly() throws Exception {
        TestCertificates certificates = TestCertificates.create(folder, "ip:127.0.0.1");
        try (TestServer server = start(certificates)) {
            TestDatabase database = server.newDatabase();
            Map<String, String> settings =
                    Map.of("tls.ca-file", certificates.authority().toString());
            try (ChatStorage storage =
                    ChatStorage.builder().url(database.url()).settings(settings).open()) {
                storage.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
                assertThat(encryptedSessions(database)).isPositive();
            }
            assertRefused(database.url() + "?sslmode=verify-full", Map.of());
            assertRefused(database.url().replace("127.0.0.1", "localhost"), settings);
        }
    }

    @Test
    void aServerWithoutTlsIsRefusedIfItIsRequired() {
        TestCertificates certificates = TestCertificates.create(folder, "ip:127.0.0.1");
        String url = TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url();
        assertRefused(url, Map.of("tls.ca-file", certificates.authority().toString()));
    }

    private static void assertRefused(String url, Map<String, String> settings) {
        assertThatThrownBy(() ->
                        ChatStorage.builder().url(url).settings(settings).open().close())
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("TLS")
                .hasMessageContaining("tls.ca-file");
    }

    private static TestServer start(TestCertificates certificates) {
        return TestServers.start(
                ServerKind.POSTGRES_18,
                List.of("ssl=on", "ssl_cert_file=" + certificates.server(), "ssl_key_file=" + certificates.key()));
    }

    private static int encryptedSessions(TestDatabase database) throws Exception {
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from pg_stat_ssl join pg_stat_activity using (pid)"
                                + " where ssl and application_name = 'chatstore'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
