package dev.chatstore.redis;

import dev.chatstore.core.backend.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Makes the calls of the cache: each by itself is one round trip, several together are one to each node. Nothing is tried
 * again: the durable store is what a cache that does not answer costs. Safe for use by many threads.
 */
final class CacheCalls {
    private static final int TOGETHER = 500;

    private final CacheClient client;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final ServerTime time = new ServerTime();

    private volatile @Nullable RedisCalls calls;

    CacheCalls(CacheClient client, RandomGenerator random) {
        this.client = client;
        this.random = random;
    }

    /** Returns the reply. */
    @Nullable Object run(Call call) {
        return calls().run(call);
    }

    /** Returns the parts of a reply that has several. */
    List<?> parts(Call call) {
        return Objects.requireNonNull((List<?>) run(call));
    }

    /**
     * What a key holds, and the server's time right after it was read.
     *
     * @param value the value, or null where there is none
     * @param refused whether it is of another type, or lies elsewhere by now, which a script finds out
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed on at once.
    record Timed(byte @Nullable [] value, long now, boolean refused) {}

    /**
     * Returns what a key holds. Two plain commands that are sent together: a value that a script returns is copied several
     * times on its way, which costs more than all else.
     */
    Timed get(byte[] key) {
        return calls().call(jedis -> {
            Response<byte[]> value;
            Response<Object> time;
            try (AbstractPipeline pipeline = pipeline(jedis, key)) {
                value = pipeline.get(key);
                time = pipeline.sendCommand(Protocol.Command.TIME, new byte[0][]);
                pipeline.sync();
            } catch (IllegalStateException e) {
                throw new JedisConnectionException("a reply was not read", e);
            }
            return timed(value, time);
        });
    }

    private static AbstractPipeline pipeline(UnifiedJedis jedis, byte[] key) {
        return jedis instanceof RedisClusterClient cluster
                ? new Pipeline(cluster.getConnectionFromSlot(JedisClusterCRC16.getSlot(key)), true)
                : jedis.pipelined();
    }

    private Timed timed(Response<byte[]> value, Response<Object> time) {
        List<?> parts = (List<?>) time.get();
        long now = told(number(parts.get(0)) * 1_000 + number(parts.get(1)) / 1_000);
        try {
            return new Timed(value.get(), now, false);
        } catch (JedisDataException e) {
            return new Timed(null, now, true);
        }
    }

    private static long number(Object text) {
        return Long.parseLong(new String((byte[]) text, StandardCharsets.US_ASCII));
    }

    /** Returns the replies, in order. One that fails keeps those before it, and with what was sent together with it. */
    List<@Nullable Object> runAll(List<Call> all) {
        List<@Nullable Object> replies = new ArrayList<>(all.size());
        if (all.size() == 1) {
            replies.add(run(all.get(0)));
            return replies;
        }
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<Call> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            replies.addAll(calls().call(jedis -> together(jedis, some)));
        }
        return replies;
    }

    private static List<@Nullable Object> together(UnifiedJedis jedis, List<Call> some) {
        List<Batches.Answer<Object>> answers =
                Batches.send(jedis, some.stream().map(Call::byDigest).toList());
        List<@Nullable Object> replies = new ArrayList<>(some.size());
        JedisException refused = null;
        for (int i = 0; i < some.size(); i++) {
            JedisException error = answers.get(i).error();
            try {
                replies.add(error == null ? answers.get(i).reply() : again(jedis, some.get(i), error));
            } catch (JedisDataException e) {
                // Thrown once all others were looked at.
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
        return replies;
    }

    /** Sends by itself what was not done: a script that is not known, or a slot that has moved, which this follows. */
    private static @Nullable Object again(UnifiedJedis jedis, Call call, JedisException error) {
        return switch (RedisFailure.of(error)) {
            case NO_SCRIPT, RETRY -> jedis.executeCommand(call.byText());
            default -> throw error;
        };
    }

    /** Takes note of the server's time, which most replies bring, and returns it. */
    long told(@Nullable Object reply) {
        long now = (Long) Objects.requireNonNull(reply);
        time.told(now);
        return now;
    }

    /** Returns a time in milliseconds that is not later than the server's. Costs a round trip if there was none before. */
    long serverTime(byte[] key) {
        long known = time.atLeast();
        if (known != ServerTime.UNKNOWN) {
            return known;
        }
        return told(run(Call.of(Script.CACHED_TIME, List.of(key)).call()));
    }

    /** Returns what makes the calls. Waiting for another thread that connects is waiting for Redis. */
    private RedisCalls calls() {
        RedisCalls made = calls;
        if (made != null) {
            return made;
        }
        lock.lock();
        try {
            made = calls;
            if (made == null) {
                made = new RedisCalls(
                        client.get(), client.name(), 0, Duration.ZERO, new Backoff(Duration.ofMillis(1), random));
                calls = made;
            }
            return made;
        } catch (JedisException e) {
            throw RedisFailure.of(e).told(client.name(), e);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        RedisCalls made = calls;
        if (made != null) {
            made.close();
        }
    }
}
