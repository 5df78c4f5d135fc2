package dev.chatstore.redis.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;

/**
 * One call of a script.
 *
 * @param keys the keys, all of one slot
 */
public record ScriptCall(Script script, List<byte[]> keys, List<byte[]> arguments) {
    /** Returns the command that names the script, which the server must know. */
    public CommandObject<Object> byDigest() {
        return Commands.script(Command.EVALSHA, script.digest(), keys, arguments);
    }

    /** Returns the command that sends the script, which the server then knows by its digest. */
    public CommandObject<Object> byText() {
        return Commands.script(Command.EVAL, script.text(), keys, arguments);
    }

    /** Returns a call whose arguments are added one by one. */
    public static Builder of(Script script, List<byte[]> keys) {
        return new Builder(script, keys);
    }

    /** Returns the size of the arguments in bytes. */
    long size() {
        return arguments.stream().mapToLong(argument -> argument.length).sum();
    }

    /** Collects the arguments of a call. For one thread. */
    public static final class Builder {
        private final Script script;
        private final List<byte[]> keys;
        private final List<byte[]> arguments = new ArrayList<>();

        private Builder(Script script, List<byte[]> keys) {
            this.script = script;
            this.keys = keys;
        }

        /** Adds a text in UTF-8. */
        public Builder with(String text) {
            return with(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds a number in decimal digits. */
        public Builder with(long number) {
            return with(Long.toString(number));
        }

        /** Adds bytes, which are not copied. */
        public Builder with(byte[] bytes) {
            arguments.add(bytes);
            return this;
        }

        /** Adds a number in front of all others that is derived from them. */
        public Builder withFirst(ToLongFunction<List<byte[]>> token) {
            long derived = token.applyAsLong(List.copyOf(arguments));
            arguments.add(0, Long.toString(derived).getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** Returns the call. */
        public ScriptCall call() {
            return new ScriptCall(script, keys, arguments);
        }
    }
}
