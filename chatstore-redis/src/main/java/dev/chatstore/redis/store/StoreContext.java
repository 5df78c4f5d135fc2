package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.core.backend.DistinctRandom;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.WriteToken;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.RedisSettings;
import dev.chatstore.redis.store.form.ListEntry;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the operations of one store share. Thread-safe. */
final class StoreContext {
    private final RedisCalls calls;
    private final Keys keys;
    private final BackendContext backend;
    private final StoreClock clock;
    private final ConversationLocks locks;
    private final RandomGenerator random;

    StoreContext(RedisCalls calls, Keys keys, BackendContext backend) {
        this.calls = calls;
        this.keys = keys;
        this.backend = backend;
        this.clock = new StoreClock(calls, backend.clock(), backend.expiryClock());
        this.random = new DistinctRandom(backend.random());
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
        return random;
    }

    /** Returns the time by which data expires and is removed. */
    StoreClock clock() {
        return clock;
    }

    /** Returns the time to store, in microseconds. */
    long nowMicros() {
        return Micros.of(Micros.now(backend.clock()));
    }

    /**
     * Returns a nonce for new entries of lists.
     *
     * @param madeMicros the time by the server's clock
     */
    String nonce(long madeMicros) {
        return ListEntry.nonce(madeMicros, random);
    }

    /** Returns a nonce for new entries of a conversation in lists. */
    String nonce(ConversationId id) {
        return nonce(clock.micros(keys.of(KeyFamily.HEAD, id)));
    }

    /** Returns a number that identifies a write of some bytes. */
    long token(List<byte[]> written) {
        return WriteToken.of(random, written);
    }

    /** Reports a committed change, under the lock of its conversation. */
    void committed(Change change) {
        backend.committed().accept(change);
    }
}
