package dev.chatstore.checks;

import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link ClassLoaderIT}, after a store on a server. */
@Timeout(300)
class ClassLoaderOnServersIT {
    private static String url(ServerKind kind) {
        String url = TestServers.shared(kind).newDatabase().url();
        return kind == ServerKind.MARIADB_11 ? url + "?sslMode=disable" : url;
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void itIsFreeAfterADatabaseOnAServer(ServerKind kind) throws Throwable {
        ClassLoaderIT.assertCollected(url(kind), Map.of());
    }
}
