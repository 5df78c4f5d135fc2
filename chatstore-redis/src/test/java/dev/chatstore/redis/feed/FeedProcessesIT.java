package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The feed between two processes, of which one is killed in the middle of it. */
final class FeedProcessesIT {
    @Test
    void aProcessThatIsKilledIsAGapAfterAllThatItSent() throws IOException, InterruptedException {
        TestRedis server = RedisServers.shared();
        FeedLog log = new FeedLog();
        try (SharedCache cache =
                RedisCaches.at(server.url(), server, "processes").open(Map.of("redis.feed-heartbeat", "100ms"))) {
            cache.feed().receive(log);
            log.await("to hear", any -> cache.feed().isHearing());
            Process process = start(server.url());
            try (BufferedReader said = process.inputReader()) {
                assertThat(said.readLine()).isEqualTo("ready");
                for (long version = 1; version <= 20; version++) {
                    process.outputWriter().write("\n");
                    process.outputWriter().flush();
                    assertThat(said.readLine()).isEqualTo(Long.toString(version));
                }
                log.await("all", told -> told.changes().size() == 20);
                assertThat(log.changes())
                        .extracting(Change::version)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 20).boxed().toList());
                long gaps = log.gaps();
                process.destroyForcibly().waitFor();
                log.await("a gap", told -> told.gaps() > gaps);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FeedProcess.class.getName(),
                        url,
                        "processes")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
