package dev.chatstore.redis.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.RedisFaultContract;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.util.Map;

final class RedisFaultsIT extends RedisFaultContract {
    @Override
    protected TestRedis startServer() {
        return RedisServers.start();
    }

    @Override
    protected Storage open(String url, Map<String, String> settings) {
        return ChatStorage.builder().url(url).settings(settings).open();
    }
}
