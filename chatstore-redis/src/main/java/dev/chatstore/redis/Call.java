package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A script on its way, with all that it takes. Sending it again is safe.
 *
 * @param keys the keys, all of one slot
 */
record Call(Script script, List<byte[]> keys, List<byte[]> arguments) {
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
