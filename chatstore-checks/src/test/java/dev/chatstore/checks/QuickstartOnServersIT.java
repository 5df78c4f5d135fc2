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

/** The quickstart on each server: it runs its script, kills a second process, and finds all messages. */
class QuickstartOnServersIT {
    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void theScriptRunsToItsEnd(ServerKind kind) throws Exception {
        play(url(kind));
    }

    @Test
    void theScriptRunsToItsEndOnRedis() throws Exception {
        play(RedisServers.shared().url());
    }

    @Test
    void theScriptRunsToItsEndOnAClusterOfRedis() throws Exception {
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
        assertThat(printed).contains("killed while it was writing").contains("sample history:");
    }

    /** Returns the URL of a new database. */
    static String url(ServerKind kind) {
        String url = TestServers.shared(kind).newDatabase().url();
        // This test server has no TLS, which the driver requires by default.
        return kind == ServerKind.MARIADB_11 ? url + "?sslMode=disable" : url;
    }
}
