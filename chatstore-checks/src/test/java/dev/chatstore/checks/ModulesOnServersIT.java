package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program on the module path opens each backend on a server, with the driver as a module. */
class ModulesOnServersIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void aProgramOpensADatabase(ServerKind kind) throws Exception {
        assertOpens(QuickstartOnServersIT.url(kind));
    }

    @Test
    void aProgramOpensRedis() throws Exception {
        assertOpens(RedisServers.shared().url());
    }

    @Test
    void aProgramOpensAClusterOfRedis() throws Exception {
        assertOpens(RedisServers.sharedCluster().url());
    }

    @Test
    void aProgramOpensASharedCache() throws Exception {
        assertOpens("memory: " + RedisServers.shared().url());
    }

    private void assertOpens(String url) throws Exception {
        assertThat(ModulePath.run(folder, List.of(url)))
                .contains("Two seats to Oslo, please: Trip[to=Oslo, seats=Optional[2]]")
                .contains("module bot uses module dev.chatstore.core");
    }
}
