package dev.chatstore.redis.client;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.backend.OutageLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Calls Redis: retries what may succeed, and reports failures as the API's exceptions. A call must be safe to send
 * again, also when an earlier attempt arrives after a later one. Thread-safe.
 *
 * <p>An interrupt does not end a call. The flag is cleared while the call waits for a connection or uses one, and set
 * again at the end.
 */
public final class RedisCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCalls.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int GROUP = 1_000;
    private static final long GROUP_BYTES = 4 << 20;

    /** What may fail: a server that is full or a replica can be read and not written. */
    private static final int READS = 0;

    private static final int WRITES = 1;

    private final OpenGate gate;
    private final UnifiedJedis client;
    private final ServerName server;
    private final int retries;
    private final Duration timeout;
    private final Backoff backoff;
    private final @Nullable OutageLog outage;

    // Six parameters: the client, and what is done about its failures.
    private RedisCalls(
            UnifiedJedis client,
            ServerName server,
            int retries,
            Duration timeout,
            Backoff backoff,
            @Nullable OutageLog outage) {
        this.gate = new OpenGate(server.toString());
        this.client = client;
        this.server = server;
        this.retries = retries;
        this.timeout = timeout;
        this.backoff = backoff;
        this.outage = outage;
    }

    /** Returns calls that are retried as the settings say, and whose outages are logged. */
    public static RedisCalls retrying(
            UnifiedJedis client, ServerName server, Settings settings, RandomGenerator random) {
        return new RedisCalls(
                client,
                server,
                settings.get(RedisSettings.RETRIES),
                settings.get(RedisSettings.TIMEOUT),
                new Backoff(LONGEST_PAUSE, random),
                OutageLog.onceWorking("the durable store (" + server + ")", 2, System::nanoTime));
    }

    /** Returns calls that are sent once. */
    public static RedisCalls once(UnifiedJedis client, ServerName server, RandomGenerator random) {
        return new RedisCalls(client, server, 0, Duration.ZERO, new Backoff(LONGEST_PAUSE, random), null);
    }

    /** Whether a call changes data. */
    private enum Effect {
        READ,
        WRITE,
        /** A write of which an earlier attempt may have taken effect. */
        WRITE_SENT
    }

    /** Returns the reply of a script that writes. */
    public @Nullable Object run(ScriptCall call) {
        return whileOpen(scope -> evaluate(call, scope, Effect.WRITE));
    }

    /** Returns the reply of a script that only reads. */
    public @Nullable Object query(ScriptCall call) {
        return whileOpen(scope -> evaluate(call, scope, Effect.READ));
    }

    private @Nullable Object evaluate(ScriptCall call, RetryScope scope, Effect effect) {
        return retry(scope, effect, jedis -> {
            try {
                return jedis.executeCommand(call.byDigest());
            } catch (JedisException e) {
                if (RedisFailure.of(e) != RedisFailure.NOSCRIPT) {
                    throw e;
                }
                return jedis.executeCommand(call.byText());
            }
        });
    }

    /** Returns the reply of commands that only read, or of one whose effect no caller sees. */
    public <T extends @Nullable Object> T call(Function<UnifiedJedis, T> command) {
        return whileOpen(scope -> retry(scope, Effect.READ, command));
    }

    /**
     * Returns the reply of a command on one key that only reads, or whose effect no caller sees.
     *
     * @throws dev.chatstore.api.CorruptDataException if the key is of another type
     */
    public <T extends @Nullable Object> T call(CommandObject<T> command) {
        return whileOpen(scope -> alone(command, scope));
    }

    private <T extends @Nullable Object> T alone(CommandObject<T> command, RetryScope scope) {
        return retry(scope, Effect.READ, jedis -> {
            try {
                return jedis.executeCommand(command);
            } catch (JedisDataException e) {
                if (RedisFailure.of(e) == RedisFailure.WRONGTYPE
                        && command.getArguments().getKeys().get(0) instanceof byte[] key) {
                    throw Reply.foreign(key);
                }
                throw e;
            }
        });
    }

    /** Returns the replies of commands that are sent together, and only read or have effects that no caller sees. */
    public <T> List<T> together(List<CommandObject<T>> commands) {
        if (commands.isEmpty()) {
            return List.of();
        }
        return whileOpen(scope -> {
            List<NodePipelines.Answer<T>> answers = send(commands, scope);
            List<T> replies = new ArrayList<>(commands.size());
            for (int i = 0; i < commands.size(); i++) {
                CommandObject<T> command = commands.get(i);
                T reply = answers.get(i).reply();
                replies.add(reply != null ? reply : alone(command, scope));
            }
            return replies;
        });
    }

    private <T> List<NodePipelines.Answer<T>> send(List<CommandObject<T>> commands, RetryScope scope) {
        try {
            List<NodePipelines.Answer<T>> answers = NodePipelines.send(client, commands);
            answers.stream()
                    .map(NodePipelines.Answer::error)
                    .filter(Objects::nonNull)
                    .forEach(scope::defer);
            return answers;
        } catch (JedisException e) {
            // No node was found; each command is sent by itself next, and reports why.
            scope.defer(e);
            return Collections.nCopies(commands.size(), new NodePipelines.Answer<>(null, e, false));
        }
    }

    /**
     * Returns a result for each of some scripts that write. They are sent together, up to some megabytes at once; those of one
     * slot run in their order, except for those that have to be retried.
     */
    public List<Result> runAll(List<ScriptCall> calls) {
        return whileOpen(scope -> {
            List<Result> results = new ArrayList<>(calls.size());
            while (results.size() < calls.size()) {
                runGroup(group(calls, results.size()), results, scope);
            }
            return results;
        });
    }

    /** Returns the calls from an index on that are sent together. */
    private static List<ScriptCall> group(List<ScriptCall> calls, int from) {
        long bytes = 0;
        int to = from;
        while (to < calls.size() && to - from < GROUP && bytes < GROUP_BYTES) {
            bytes += calls.get(to++).size();
        }
        return calls.subList(from, to);
    }

    private void runGroup(List<ScriptCall> calls, List<Result> results, RetryScope scope) {
        List<NodePipelines.Answer<Object>> answers = calls.size() == 1
                ? List.of(new NodePipelines.Answer<>(null, null, false))
                : send(calls.stream().map(ScriptCall::byDigest).toList(), scope);
        for (int i = 0; i < calls.size(); i++) {
            ScriptCall call = calls.get(i);
            Object reply = answers.get(i).reply();
            // A call without a reply is sent by itself, also one whose digest the server does not know.
            Effect effect = mayBeDone(answers.get(i)) ? Effect.WRITE_SENT : Effect.WRITE;
            results.add(reply != null ? new Result(reply, null) : result(() -> evaluate(call, scope, effect)));
        }
    }

    private static boolean mayBeDone(NodePipelines.Answer<?> answer) {
        JedisException error = answer.error();
        return answer.sent() && (error == null || RedisFailure.of(error).mayBeDone());
    }

    /**
     * Result of one of several scripts.
     *
     * @param reply the reply, or null
     * @param error the error, or null if there is a reply
     */
    public record Result(@Nullable Object reply, @Nullable ChatStoreException error) {}

    private static Result result(Supplier<@Nullable Object> call) {
        try {
            return new Result(call.get(), null);
        } catch (ChatStoreException e) {
            return new Result(null, e);
        }
    }

    private <T extends @Nullable Object> T retry(RetryScope scope, Effect effect, Function<UnifiedJedis, T> command) {
        boolean mayBeDone = effect == Effect.WRITE_SENT;
        scope.check(mayBeDone);
        for (int failures = 0; ; ) {
            long begun = System.nanoTime();
            try {
                T reply = command.apply(client);
                succeeded(effect, begun);
                return reply;
            } catch (JedisException e) {
                if (!scope.defer(e)) {
                    mayBeDone |= effect != Effect.READ && RedisFailure.of(e).mayBeDone();
                    try {
                        checkRetryable(e, failures++, scope, mayBeDone);
                    } catch (UnavailableException failed) {
                        failed(effect, RedisFailure.of(e), begun, failed);
                        throw failed;
                    }
                    LOG.debug("attempt {} of a call of {} failed: {}", failures, server, RedisFailure.code(e));
                    backoff.pause(failures);
                }
            }
        }
    }

    private void succeeded(Effect effect, long begun) {
        if (outage != null) {
            outage.succeeded(effect == Effect.READ ? READS : WRITES, begun);
        }
    }

    private void failed(Effect effect, RedisFailure failure, long begun, UnavailableException reason) {
        if (outage != null && failure.isOutage()) {
            boolean reads = effect == Effect.READ && failure.mayPass();
            outage.failed(reads ? READS : WRITES, begun, reason.getMessage());
        }
    }

    private void checkRetryable(JedisException error, int failures, RetryScope scope, boolean mayBeDone) {
        RedisFailure failure = RedisFailure.of(error);
        if (!failure.mayPass() || failures >= retries || scope.isOver()) {
            throw scope.failed(failure.toException(server, error, mayBeDone));
        }
    }

    private <T extends @Nullable Object> T whileOpen(Function<RetryScope, T> work) {
        return gate.call(() -> {
            try (RetryScope scope = RetryScope.begin(timeout)) {
                return work.apply(scope);
            }
        });
    }

    /** Waits for the calls in progress, for up to 30 seconds, and refuses further ones. */
    @Override
    public void close() {
        gate.close();
    }
}
