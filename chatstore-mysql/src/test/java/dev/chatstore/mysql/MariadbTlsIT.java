package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MariadbTlsIT extends TlsContract {
    MariadbTlsIT() {
        super(ServerKind.MARIADB_11, "skip-ssl");
    }

    /** The driver alone demands TLS. */
    @Test
    void theDocumentedUrlWorksOnAServerWithoutTls() {
        try (TestServer server = startWithoutTls()) {
            use(server.newDatabase().url(), Map.of());
        }
    }
}
