package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.ChangeFeed;
import java.util.List;
import java.util.random.RandomGenerator;

final class RedisChangeFeed implements ChangeFeed, AutoCloseable {
    RedisChangeFeed(CacheClient client, KeyMaker keys, CacheSettings settings, RandomGenerator random) {}

    @Override
    public void publish(List<Change> changes) {}

    @Override
    public void receive(Receiver receiver) {}

    @Override
    public boolean isHearing() {
        return false;
    }

    @Override
    public void close() {}
}
