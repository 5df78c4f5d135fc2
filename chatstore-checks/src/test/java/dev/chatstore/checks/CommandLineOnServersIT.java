package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.Chatstore;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command line on each server. */
class CommandLineOnServersIT {
    private static final String IMPORTED =
            "\"conversations\":18,\"added\":276,\"alreadyThere\":0,\"changedMeaning\":{},\"passedOver\":{},\"skipped\":0";

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void itImportsAndCounts(ServerKind kind) throws Exception {
        String url = QuickstartOnServersIT.url(kind);
        assertThat(importHistory(url)).contains(IMPORTED);
        assertThat(run(0, url, "stats", "--json")).contains("\"conversations\":18", "\"messages\":276");
    }

    @Test
    void aCommandThatReadsCreatesNoTables() throws Exception {
        String url = QuickstartOnServersIT.url(ServerKind.POSTGRES_18);
        assertThat(run(8, url, "list")).contains("is at version 0", "schema=migrate");
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void aDryRunCreatesNoTables(ServerKind kind) throws Exception {
        String url = QuickstartOnServersIT.url(kind);
        ChatStorageBuilder store = ChatStorage.builder().url(url);
        assertThat(store.exists()).isFalse();
        String history = Project.ROOT.resolve("examples/data/history.jsonl").toString();
        assertThat(run(0, url, "import", history, "--format", "chat-completions", "--json", "--dry-run"))
                .contains(IMPORTED);
        assertThat(store.exists()).isFalse();
        store.open().close();
        assertThat(store.exists()).isTrue();
    }

    @Test
    void itImportsIntoRedisAndChecksWhatIsCachedThere(@TempDir Path folder) throws Exception {
        String redis = RedisServers.shared().url();
        List<String> ofTest = List.of("--set", "redis.prefix=command-line");
        assertThat(importHistory(redis, ofTest)).contains(IMPORTED);
        String sqlite = "sqlite:" + folder.resolve("bot.db");
        List<String> cached = List.of("--set", "cache.url=" + redis, "--set", "redis.prefix=command-line-cache");
        importHistory(sqlite, cached);
        assertThat(run(0, sqlite, with(cached, "caches", "check", "--json")))
                .contains("\"conversations\":18", "\"wrong\":0", "\"sharedReached\":true");
        assertThat(run(0, sqlite, with(cached, "health")))
                .as("on a busy machine, the cache may be slow")
                .containsPattern("shared +(up|degraded +the shared cache took)");
        RedisServers.shared().clear("command-line");
        RedisServers.shared().clear("command-line-cache");
    }

    private static String importHistory(String url) throws IOException, InterruptedException {
        return importHistory(url, List.of());
    }

    private static String importHistory(String url, List<String> settings) throws IOException, InterruptedException {
        String history = Project.ROOT.resolve("examples/data/history.jsonl").toString();
        return run(0, url, with(settings, "import", history, "--format", "chat-completions", "--json"));
    }

    private static String[] with(List<String> settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(settings);
        return all.toArray(String[]::new);
    }

    private static String run(int code, String url, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Chatstore.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CHATSTORE_URL", url);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(code);
        return printed;
    }
}
