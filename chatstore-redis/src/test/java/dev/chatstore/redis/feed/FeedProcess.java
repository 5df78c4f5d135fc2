package dev.chatstore.redis.feed;

import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.server.TestRedis;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A separate process that sends as many changes as each line of its standard input says. */
final class FeedProcess {
    private FeedProcess() {}

    /** Takes the URL and the prefix. */
    public static void main(String[] args) throws IOException {
        try (SharedCache cache = open(args[0], args[1])) {
            System.out.println("ready");
            long version = 0;
            for (int next = System.in.read(); next > 0; next = System.in.read()) {
                if (next == '\n') {
                    cache.feed().publish(List.of(FeedContract.said("c", ++version, "text")));
                    System.out.println(version);
                }
            }
        }
    }

    private static SharedCache open(String url, String prefix) {
        List<TestRedis> nobody = List.of();
        return RedisCaches.at(url, nobody, prefix).open(Map.of("redis.feed-heartbeat", "100ms"));
    }
}
