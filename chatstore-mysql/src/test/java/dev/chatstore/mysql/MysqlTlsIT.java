package dev.chatstore.mysql;

import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MysqlTlsIT extends TlsContract {
    MysqlTlsIT() {
        super(ServerKind.MYSQL_8, "tls-version=");
    }

    /** The server's default way to log in does not send a password without TLS. */
    @Test
    void aServerWithoutTlsIsNamedAsOneUnlessTheUrlAllowsIt() {
        try (TestServer server = startWithoutTls()) {
            String url = server.newDatabase().url();
            assertRefused(url, Map.of());
            use(MysqlStores.withoutTls(url), Map.of());
        }
    }
}
