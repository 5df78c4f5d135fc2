package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.RedisSettings;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What the operations of one store share. Thread-safe. */
final class StoreContext {
    private final RedisCalls calls;
    private final Keys keys;
    private final BackendContext backend;
    private final ConversationLocks locks;

    StoreContext(RedisCalls calls, Keys keys, BackendContext backend) {
        this.calls = calls;
        this.keys = keys;
        this.backend = backend;
        this.locks = new ConversationLocks(RedisSettings.timeout(backend.settings()));
    }

    RedisCalls calls() {
        return calls;
    }

    Keys keys() {
        return keys;
    }

    ConversationLocks locks() {
        return locks;
    }

    RandomGenerator random() {
        return backend.random();
    }

    Instant now() {
        return backend.clock().instant();
    }

    /** Returns the time in microseconds. */
    long nowMicros() {
        return Micros.of(now());
    }

    /** Returns a nonce for new entries of lists. */
    String nonce() {
        return ListEntry.nonce(nowMicros(), random());
    }

    /** Returns a number that identifies one write. */
    long token() {
        return random().nextLong();
    }

    /** Reports a committed change, under the lock of its conversation. */
    void committed(Change change) {
        backend.committed().accept(change);
    }
}
