package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.RedisProtocol;

/**
 * A script on its way, with all that it takes. Sending it again is safe.
 *
 * @param keys the keys, all of one slot
 */
record Call(Script script, List<byte[]> keys, List<byte[]> arguments) {
    static final CommandObjects COMMANDS = new CommandObjects(RedisProtocol.RESP3);

    /** Returns the command that names the script, which the server must know. */
    CommandObject<Object> byDigest() {
        return COMMANDS.evalsha(script.digest(), keys, arguments);
    }

    /** Returns the command that brings the script, by whose digest the server then knows it. */
    CommandObject<Object> byText() {
        return COMMANDS.eval(script.text(), keys, arguments);
    }

    /** Returns a call whose arguments are added one after the other. */
    static Builder of(Script script, List<byte[]> keys) {
        return new Builder(script, keys);
    }

    /** Returns how many bytes the arguments have. */
    long size() {
        return arguments.stream().mapToLong(argument -> argument.length).sum();
    }

    static final class Builder {
        private final Script script;
        private final List<byte[]> keys;
        private final List<byte[]> arguments = new ArrayList<>();

        private Builder(Script script, List<byte[]> keys) {
            this.script = script;
            this.keys = keys;
        }

        Builder with(String text) {
            return with(text.getBytes(StandardCharsets.UTF_8));
        }

        Builder with(long number) {
            return with(Long.toString(number));
        }

        Builder with(byte[] bytes) {
            arguments.add(bytes);
            return this;
        }

        Call call() {
            return new Call(script, keys, arguments);
        }
    }
}
