package dev.chatstore.redis;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Runs the scripts of the cache: each call is one round trip, several together are one to each node. A script that the
 * server has forgotten is sent whole. A value that is none of ours is removed, and counts as not there. Safe for use by
 * many threads.
 */
final class CacheCalls {
    private static final String WRONG_TYPE = "WRONGTYPE";

    private final UnifiedJedis client;
    private final CorruptValues corrupt;
    private volatile boolean closed;

    CacheCalls(UnifiedJedis client, CorruptValues corrupt) {
        this.client = client;
        this.corrupt = corrupt;
    }

    /** One script with its key and arguments. */
    record Call(CacheScript script, byte[] key, List<byte[]> arguments) {
        Call(CacheScript script, byte[] key, byte[]... arguments) {
            this(script, key, List.of(arguments));
        }
    }

    /** Returns the reply, null also where the value was none of ours. */
    @Nullable Object run(Call call) {
        return guarded(() -> {
            try {
                return client.evalsha(call.script.digest(), List.of(call.key), call.arguments);
            } catch (JedisDataException e) {
                return again(call, e);
            }
        });
    }

    /** Returns the replies, in order. All calls are made, whatever comes of others. */
    List<@Nullable Object> runAll(List<Call> calls) {
        if (calls.size() == 1) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(run(calls.get(0)));
            return one;
        }
        return guarded(() -> {
            List<Response<Object>> responses = new ArrayList<>(calls.size());
            try (AbstractPipeline pipeline = client.pipelined()) {
                for (Call call : calls) {
                    responses.add(pipeline.evalsha(call.script.digest(), List.of(call.key), call.arguments));
                }
                pipeline.sync();
            }
            return replies(calls, responses);
        });
    }

    private List<@Nullable Object> replies(List<Call> calls, List<Response<Object>> responses) {
        List<@Nullable Object> replies = new ArrayList<>(calls.size());
        RuntimeException failure = null;
        for (int i = 0; i < calls.size(); i++) {
            try {
                replies.add(reply(calls.get(i), responses.get(i)));
            } catch (JedisException | IllegalStateException e) {
                // Thrown below, after all others were looked at.
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return replies;
    }

    private @Nullable Object reply(Call call, Response<Object> response) {
        try {
            return response.get();
        } catch (JedisDataException e) {
            return again(call, e);
        }
    }

    /** Does what an error allows. */
    private @Nullable Object again(Call call, JedisDataException error) {
        if (RedisFailure.of(error) == RedisFailure.NO_SCRIPT) {
            return client.eval(call.script.source(), List.of(call.key), call.arguments);
        }
        if (isMoved(error)) {
            // A pipeline follows no slot that has moved; a single call does.
            return run(call);
        }
        if (holdsWrongType(error)) {
            corrupt.met(call.key);
            client.unlink(call.key);
            return null;
        }
        throw error;
    }

    private static boolean isMoved(JedisDataException error) {
        String word = RedisFailure.word(error);
        return error instanceof redis.clients.jedis.exceptions.JedisRedirectionException
                || word.equals("MOVED")
                || word.equals("ASK");
    }

    /** A script gives the error of a command in its words, with or without a word of its own before. */
    private static boolean holdsWrongType(JedisDataException error) {
        String text = error.getMessage();
        return text != null && text.contains(WRONG_TYPE);
    }

    <T extends @Nullable Object> T guarded(Supplier<T> call) {
        if (closed) {
            throw new ClosedException();
        }
        try {
            return call.get();
        } catch (JedisException e) {
            if (closed) {
                throw new ClosedException();
            }
            throw unavailable(e);
        } catch (IllegalStateException e) {
            // A pool that is closed, or a reply that a broken pipeline never got.
            throw closed ? new ClosedException() : new UnavailableException("Redis gave no reply", true, e);
        }
    }

    private static UnavailableException unavailable(JedisException error) {
        RedisFailure failure = RedisFailure.of(error);
        boolean retryable = failure != RedisFailure.DENIED && failure != RedisFailure.OTHER;
        return new UnavailableException("Redis: " + RedisFailure.word(error), retryable, error);
    }

    void close() {
        closed = true;
    }

    static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
