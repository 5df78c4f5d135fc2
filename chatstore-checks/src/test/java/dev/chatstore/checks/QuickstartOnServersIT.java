package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The quickstart as it is, on each server: it plays its script, has a second process killed, and misses nothing. */
class QuickstartOnServersIT {
    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void theScriptIsPlayedToItsEnd(ServerKind kind) throws Exception {
        play(url(kind));
    }

    @Test
    void theScriptIsPlayedToItsEndOnRedis() throws Exception {
        play(RedisServers.shared().url());
    }

    @Test
    void theScriptIsPlayedToItsEndOnAClusterOfRedis() throws Exception {
        play(RedisServers.sharedCluster().url());
    }

    private static void play(String url) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.chatstore.examples.quickstart.Quickstart",
                        "--store",
                        url,
                        "--data",
                        Project.ROOT.resolve("examples/data").toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed).contains("killed in the middle of it").contains("sample history:");
    }

    private static String url(ServerKind kind) {
        String url = TestServers.shared(kind).newDatabase().url();
        // The only one that has no TLS here, which its driver wants by default.
        return kind == ServerKind.MARIADB_11 ? url + "?sslMode=disable" : url;
    }
}
