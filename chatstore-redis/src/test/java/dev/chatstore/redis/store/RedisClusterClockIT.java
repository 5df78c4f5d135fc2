package dev.chatstore.redis.store;

import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.redis.RedisBackendProvider;
import dev.chatstore.testkit.ClockContract;
import dev.chatstore.testkit.server.RedisServers;
import java.time.InstantSource;
import java.util.Map;

final class RedisClusterClockIT extends ClockContract {
    RedisClusterClockIT() {
        super(InstantSource.system());
    }

    @Override
    protected BackendProvider provider() {
        return new RedisBackendProvider();
    }

    @Override
    protected String url() {
        return RedisServers.sharedCluster().url();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("redis.prefix", "clock");
    }
}
