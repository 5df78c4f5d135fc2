package dev.chatstore.redis.cache;

import dev.chatstore.redis.client.LazyClient;
import dev.chatstore.redis.client.NodePipelines;
import dev.chatstore.redis.client.NodePipelines.Answer;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.RedisFailure;
import dev.chatstore.redis.client.ScriptCall;
import java.nio.charset.StandardCharsets;
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
 * The calls of the cache: one call is one round trip, several together are one to each node. Nothing is retried, since
 * a cache that does not answer costs no more than a read of the durable store. Thread-safe.
 */
final class CacheCalls {
    /** The maximum number of calls that are sent together. */
    static final int TOGETHER = 500;

    /** Far behind the end of the longest value that a cache writes; of what is longer, no more is read. */
    static final int LONGEST = 17 << 20;

    private final LazyClient client;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final ServerClock clock = new ServerClock();

    private volatile @Nullable RedisCalls calls;

    CacheCalls(LazyClient client, RandomGenerator random) {
        this.client = client;
        this.random = random;
    }

    /** Returns the reply of a script. */
    @Nullable Object run(ScriptCall call) {
        return calls().run(call);
    }

    /** Returns the reply of a script that returns a list. */
    List<?> list(ScriptCall call) {
        return Objects.requireNonNull((List<?>) run(call));
    }

    /**
     * The value of a key, and the server's time right after it was read.
     *
     * @param value the value, or null if there is none or an empty one
     * @param refused whether the key is of another type or has moved to another node, which a script finds out
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and passed on at once.
    record TimedValue(byte @Nullable [] value, long now, boolean refused) {}

    /**
     * Returns the value of a key. Two plain commands, sent together: the server copies a value that a script returns
     * several times, which costs more than all the rest.
     */
    TimedValue get(byte[] key) {
        return calls().call(jedis -> {
            Response<byte[]> value;
            Response<Object> time;
            try (AbstractPipeline pipeline = pipeline(jedis, key)) {
                value = pipeline.getrange(key, 0, LONGEST);
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

    private TimedValue timed(Response<byte[]> value, Response<Object> time) {
        List<?> parts = (List<?>) time.get();
        long now = observe(number(parts.get(0)) * 1_000 + number(parts.get(1)) / 1_000);
        try {
            byte[] bytes = value.get();
            return new TimedValue(bytes.length == 0 ? null : bytes, now, false);
        } catch (JedisDataException e) {
            return new TimedValue(null, now, true);
        }
    }

    private static long number(Object text) {
        return Long.parseLong(new String((byte[]) text, StandardCharsets.US_ASCII));
    }

    /**
     * Returns the replies, in order. A call that fails does not stop those that were sent before it or together with
     * it.
     */
    List<@Nullable Object> runAll(List<ScriptCall> all) {
        List<@Nullable Object> replies = new ArrayList<>(all.size());
        if (all.size() == 1) {
            replies.add(run(all.get(0)));
            return replies;
        }
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<ScriptCall> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            replies.addAll(calls().call(jedis -> together(jedis, some)));
        }
        return replies;
    }

    private static List<@Nullable Object> together(UnifiedJedis jedis, List<ScriptCall> some) {
        return replies(
                jedis,
                some,
                NodePipelines.send(
                        jedis, some.stream().map(ScriptCall::byDigest).toList()));
    }

    /** Returns the replies of calls that others have sent by their digests, from the answers to these. */
    List<@Nullable Object> replies(List<ScriptCall> some, List<Answer<Object>> answers) {
        return calls().call(jedis -> replies(jedis, some, answers));
    }

    private static List<@Nullable Object> replies(
            UnifiedJedis jedis, List<ScriptCall> some, List<Answer<Object>> answers) {
        List<@Nullable Object> replies = new ArrayList<>(some.size());
        JedisDataException refused = null;
        for (int i = 0; i < some.size(); i++) {
            JedisException error = answers.get(i).error();
            try {
                replies.add(error == null ? answers.get(i).reply() : sendAlone(jedis, some.get(i), error));
            } catch (JedisDataException e) {
                // Thrown after all others were looked at.
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
        return replies;
    }

    /** Sends a call that was not executed: of a script that the server does not know, or on a slot that has moved. */
    private static @Nullable Object sendAlone(UnifiedJedis jedis, ScriptCall call, JedisException error) {
        if (RedisFailure.of(error).isWorthSendingAlone()) {
            return jedis.executeCommand(call.byText());
        }
        throw error;
    }

    /** Records the server's time, which most replies hold, and returns it. */
    long observe(@Nullable Object reply) {
        long now = (Long) Objects.requireNonNull(reply);
        clock.observe(now);
        return now;
    }

    /** Returns a time in milliseconds that is not later than the server's. The first call costs a round trip. */
    long serverTime(byte[] key) {
        long known = clock.atLeast();
        return known != ServerClock.UNKNOWN
                ? known
                : observe(run(CacheScript.SERVER_TIME.on(key).call()));
    }

    /**
     * Returns the calls, on a client that is opened if it was not: waiting for another thread that opens it is waiting
     * for Redis.
     */
    private RedisCalls calls() {
        RedisCalls opened = calls;
        if (opened != null) {
            return opened;
        }
        lock.lock();
        try {
            opened = calls;
            if (opened == null) {
                opened = RedisCalls.once(client.get(), client.server(), random);
                calls = opened;
            }
            return opened;
        } catch (JedisException e) {
            throw RedisFailure.of(e).toException(client.server(), e);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        RedisCalls opened = calls;
        if (opened != null) {
            opened.close();
        }
    }
}
