package dev.chatstore.redis.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The change of a field as scripts take it: {@code =} keeps it, {@code -} clears it, {@code +} and a value set it. */
final class FieldChange {
    static final byte[] KEEP = {'='};
    static final byte[] CLEAR = {'-'};

    private FieldChange() {}

    static byte[] set(byte[] value) {
        return ByteBuffer.allocate(1 + value.length).put((byte) '+').put(value).array();
    }

    static byte[] set(String value) {
        return set(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the change to a value, of which an empty one is none. */
    static byte[] setOrClear(byte[] value) {
        return value.length == 0 ? CLEAR : set(value);
    }
}
