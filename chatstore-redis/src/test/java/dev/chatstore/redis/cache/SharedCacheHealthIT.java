package dev.chatstore.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.operations.Health.State;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The health of an idle process while Redis is away, and afterwards. */
@Timeout(60)
class SharedCacheHealthIT {
    @Test
    void itIsDegradedForAsLongAsRedisIsAwayAndNoLonger() {
        try (TestRedis server = RedisServers.start();
                ChatStorage storage = ChatStorage.builder()
                        .url("memory:")
                        .set("cache.url", server.url())
                        .set("cache.retry", "1ms")
                        .open()) {
            assertThat(state(storage)).isEqualTo(State.UP);
            server.kill();
            storage.chats().recent(ConversationId.of("c"), 5);
            for (int i = 0; i < 20; i++) {
                assertThat(state(storage)).isEqualTo(State.DEGRADED);
            }
            server.startEmpty();
            while (state(storage) != State.UP) {
                Thread.onSpinWait();
            }
        }
    }

    private static State state(ChatStorage storage) {
        return storage.health().parts().stream()
                .filter(part -> part.name().equals("shared"))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
