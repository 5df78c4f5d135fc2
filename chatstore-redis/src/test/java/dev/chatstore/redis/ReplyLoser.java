package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;

/** Executes commands, and loses the reply of the next script that says it has written something. */
@SuppressWarnings("try") // What an executor may throw when it is closed is not narrowed.
final class ReplyLoser implements CommandExecutor {
    private static final Set<String> WRITTEN = Set.of("APPENDED", "HEAD", "MESSAGE", "DELETED", "SESSION");

    private final CommandExecutor executor;
    private final AtomicBoolean armed;

    ReplyLoser(CommandExecutor executor, AtomicBoolean armed) {
        this.executor = executor;
        this.armed = armed;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        T reply = executor.executeCommand(command);
        if (reply instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof byte[] word
                && WRITTEN.contains(new String(word, StandardCharsets.UTF_8))
                && armed.compareAndSet(true, false)) {
            throw new JedisConnectionException("the reply is lost on purpose");
        }
        return reply;
    }

    @Override
    public void close() throws Exception {
        executor.close();
    }
}
