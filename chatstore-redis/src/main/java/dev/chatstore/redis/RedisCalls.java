package dev.chatstore.redis;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.core.backend.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Calls Redis: tries again what may succeed, and tells what failed by the types of the API. What is called must be safe to
 * send again, also when an earlier try arrives after a later one.
 *
 * <p>An interrupt does not break a call off. The flag is taken down while a connection is waited for or used, and is put
 * back at the end.
 */
final class RedisCalls {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCalls.class);
    private static final int EVERYBODY = Integer.MAX_VALUE;
    private static final int GROUP = 1_000;
    private static final long GROUP_BYTES = 4 << 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Semaphore open = new Semaphore(EVERYBODY);
    private final UnifiedJedis client;
    private final String name;
    private final int retries;
    private final Duration timeout;
    private final Backoff backoff;

    /**
     * Makes calls.
     *
     * @param name what the server is called in an error
     * @param retries how often a call is tried again at most
     * @param timeout how long after its beginning it is tried again at most
     */
    RedisCalls(UnifiedJedis client, String name, int retries, Duration timeout, Backoff backoff) {
        this.client = client;
        this.name = name;
        this.retries = retries;
        this.timeout = timeout;
        this.backoff = backoff;
    }

    /** Returns what a script returns. */
    @Nullable Object run(Call call) {
        return uninterrupted(tries -> evaluate(call, tries));
    }

    private @Nullable Object evaluate(Call call, Tries tries) {
        return untilDone(tries, jedis -> {
            try {
                return jedis.executeCommand(call.byDigest());
            } catch (JedisException e) {
                if (RedisFailure.of(e) != RedisFailure.NO_SCRIPT) {
                    throw e;
                }
                return jedis.executeCommand(call.byText());
            }
        });
    }

    /** Returns what a command returns, or several that only read. */
    <T extends @Nullable Object> T call(Function<UnifiedJedis, T> command) {
        return uninterrupted(tries -> untilDone(tries, command));
    }

    /** Returns the results of commands that are sent together. */
    <T> List<T> together(List<CommandObject<T>> commands) {
        if (commands.isEmpty()) {
            return List.of();
        }
        return uninterrupted(tries -> {
            List<Batches.Answer<T>> answers = send(commands);
            List<T> results = new ArrayList<>(commands.size());
            for (int i = 0; i < commands.size(); i++) {
                CommandObject<T> command = commands.get(i);
                T reply = answers.get(i).reply();
                results.add(reply != null ? reply : untilDone(tries, jedis -> jedis.executeCommand(command)));
            }
            return results;
        });
    }

    private <T> List<Batches.Answer<T>> send(List<CommandObject<T>> commands) {
        try {
            List<Batches.Answer<T>> answers = Batches.send(client, commands);
            answers.stream()
                    .map(Batches.Answer::error)
                    .filter(error -> error != null && wasInterrupted(error))
                    .findFirst()
                    .ifPresent(error -> Thread.currentThread().interrupt());
            return answers;
        } catch (JedisException e) {
            // No node was to be had; each command is tried by itself, and finds out why.
            if (wasInterrupted(e)) {
                Thread.currentThread().interrupt();
            }
            return Collections.nCopies(commands.size(), new Batches.Answer<>(null, e));
        }
    }

    /**
     * Returns, for each of some scripts, a result or an error of the API. They are sent together, up to some megabytes at
     * once; those of one slot are executed in their order as far as none has to be tried again.
     */
    List<Outcome> runAll(List<Call> calls) {
        return uninterrupted(tries -> {
            List<Outcome> outcomes = new ArrayList<>(calls.size());
            while (outcomes.size() < calls.size()) {
                settleAll(group(calls, outcomes.size()), outcomes, tries);
            }
            return outcomes;
        });
    }

    /** Returns the calls from a place on that are sent together. */
    private static List<Call> group(List<Call> calls, int from) {
        long bytes = 0;
        int to = from;
        while (to < calls.size() && to - from < GROUP && bytes < GROUP_BYTES) {
            bytes += calls.get(to++).size();
        }
        return calls.subList(from, to);
    }

    private void settleAll(List<Call> calls, List<Outcome> outcomes, Tries tries) {
        List<Batches.Answer<Object>> answers = calls.size() == 1
                ? List.of(new Batches.Answer<>(null, null))
                : send(calls.stream().map(Call::byDigest).toList());
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            Object reply = answers.get(i).reply();
            // What has no reply is sent by itself, as what a server does not know by its digest.
            outcomes.add(reply != null ? new Outcome(reply, null) : outcome(() -> evaluate(call, tries)));
        }
    }

    /**
     * Result of one of several scripts.
     *
     * @param error what it failed with, or null
     */
    record Outcome(@Nullable Object reply, @Nullable ChatStoreException error) {}

    private static Outcome outcome(Supplier<@Nullable Object> call) {
        try {
            return new Outcome(call.get(), null);
        } catch (ChatStoreException e) {
            return new Outcome(null, e);
        }
    }

    private <T extends @Nullable Object> T untilDone(Tries tries, Function<UnifiedJedis, T> command) {
        tries.checkWorthwhile();
        boolean interrupted = false;
        try {
            for (int failures = 0; ; ) {
                try {
                    return command.apply(client);
                } catch (JedisException e) {
                    interrupted |= Thread.interrupted();
                    if (wasInterrupted(e)) {
                        interrupted = true;
                    } else {
                        checkWorthwhile(e, failures++, tries);
                        LOG.debug("try {} of a call of {} failed: {}", failures, name, RedisFailure.word(e));
                        backoff.pause(failures);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Throws what is to be told of a failure after which nothing is tried again. */
    private void checkWorthwhile(JedisException error, int failures, Tries tries) {
        RedisFailure failure = RedisFailure.of(error);
        boolean mayPass = failure == RedisFailure.RETRY || failure == RedisFailure.LOST;
        if (!mayPass || failures >= retries || tries.isOver()) {
            throw tries.failed(failure.told(name, error));
        }
    }

    private static boolean wasInterrupted(JedisException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private <T extends @Nullable Object> T uninterrupted(Function<Tries, T> work) {
        if (!open.tryAcquire()) {
            throw new ClosedException();
        }
        boolean interrupted = Thread.interrupted();
        try {
            return work.apply(Tries.within(timeout));
        } finally {
            open.release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the calls under way, for a bounded time, and refuses all that come after. */
    void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!open.tryAcquire(EVERYBODY, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("closing {} while calls are still under way after {}", name, CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
