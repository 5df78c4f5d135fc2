package dev.chatstore.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedisServersIT {
    @Test
    void aSharedServerIsStartedOnceAndIsRedis7() {
        TestRedis server = RedisServers.shared();
        assertThat(RedisServers.shared()).isSameAs(server);
        assertThat(server.info("server", "redis_version")).startsWith("7.");
        assertThat(server.info("server", "process_id")).isEqualTo(Long.toString(server.pid()));
        assertThat(server.ask("CONFIG", "GET", "appendfsync")).isEqualTo(List.of("appendfsync", "always"));
        assertThat(server.info("persistence", "aof_enabled")).isEqualTo("1");
    }

    @Test
    void acknowledgedWritesSurviveAKillAndAreGoneAfterAnEmptyStart() {
        try (TestRedis server = RedisServers.start()) {
            long pid = server.pid();
            server.ask("SET", "a", "1");
            server.kill();
            assertThatThrownBy(() -> server.ask("PING")).isInstanceOf(IllegalStateException.class);
            server.start();
            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(server.ask("GET", "a")).isEqualTo("1");
            server.restart();
            assertThat(server.ask("GET", "a")).isEqualTo("1");
            server.kill();
            server.startEmpty();
            assertThat(server.ask("GET", "a")).isNull();
        }
    }

    @Test
    void aPausedServerDoesNotAnswerUntilItIsResumed() {
        try (TestRedis server = RedisServers.start()) {
            server.pause();
            assertThatThrownBy(() -> server.ask("PING")).isInstanceOf(IllegalStateException.class);
            server.resume();
            assertThat(server.ask("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void theOptionsOfATestOverrideTheDefaults() {
        try (TestRedis server = RedisServers.start("--requirepass", "secret", "--maxmemory", "64mb")) {
            assertThat(server.ask("CONFIG", "GET", "maxmemory")).isEqualTo(List.of("maxmemory", "67108864"));
            assertThat(server.url()).isEqualTo("redis://:secret@127.0.0.1:" + server.port());
            assertThat(server.toString()).doesNotContain("secret");
        }
    }

    @Test
    void onlyTheKeysOfThePrefixAreCleared() {
        try (TestRedis server = RedisServers.start()) {
            server.ask("SET", "one:a", "1");
            server.ask("SET", "oneself:a", "1");
            server.clear("one");
            assertThat(server.ask("KEYS", "*")).isEqualTo(List.of("oneself:a"));
        }
    }

    @Test
    void aClusterServesEverySlot() {
        TestRedisCluster cluster = RedisServers.sharedCluster();
        assertThat(RedisServers.sharedCluster()).isSameAs(cluster);
        assertThat(cluster.nodes()).hasSize(3);
        assertThat(cluster.url()).matches("redis://127\\.0\\.0\\.1:\\d+(,127\\.0\\.0\\.1:\\d+){2}");
        cluster.awaitComplete();
    }

    @Test
    void aClosedServerLeavesNoProcess() {
        TestRedis server = RedisServers.start();
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(process.info().commandLine())
                .hasValueSatisfying(line -> assertThat(line)
                        .as("the command line names the folder, so that a sweep finds the process")
                        .contains(ServerFolder.RUNNING.toString()));
        server.close();
        assertThat(ServerProcess.isRunning(process)).isFalse();
        server.close();
    }
}
