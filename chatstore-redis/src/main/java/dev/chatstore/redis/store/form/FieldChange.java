package dev.chatstore.redis.store.form;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The change of a field as scripts take it: {@code =} keeps it, {@code -} clears it, {@code +} and a value set it. */
public final class FieldChange {
    public static final byte[] KEEP = {'='};
    public static final byte[] CLEAR = {'-'};

    private FieldChange() {}

    public static byte[] set(byte[] value) {
        return ByteBuffer.allocate(1 + value.length).put((byte) '+').put(value).array();
    }

    public static byte[] set(String value) {
        return set(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the change to a value, of which an empty one is none. */
    public static byte[] setOrClear(byte[] value) {
        return value.length == 0 ? CLEAR : set(value);
    }
}
