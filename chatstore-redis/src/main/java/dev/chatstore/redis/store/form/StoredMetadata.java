package dev.chatstore.redis.store.form;

import dev.chatstore.core.codec.Json;
import dev.chatstore.redis.codec.ByteSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as the store keeps it: eight bytes that are equal for equal objects, whatever the order of their keys, by
 * which scripts compare it, and the JSON text. An empty object is no bytes.
 */
public final class StoredMetadata {
    private static final int DIGEST = Long.BYTES;
    private static final byte[] EMPTY = {};

    private StoredMetadata() {}

    public static byte[] of(Map<String, @Nullable Object> metadata) {
        String json = Json.write(metadata);
        if (json == null) {
            return EMPTY;
        }
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(DIGEST + text.length)
                .put(digest(metadata), 0, DIGEST)
                .put(text)
                .array();
    }

    private static byte[] digest(Map<String, @Nullable Object> metadata) {
        String canonical = String.valueOf(Json.write(sorted(metadata)));
        try {
            return MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, @Nullable Object> sorted(Map<?, ?> object) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        object.forEach((key, value) -> sorted.put((String) key, canonical(value)));
        return sorted;
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return sorted(object);
        }
        return value instanceof List<?> list
                ? Arrays.asList(list.stream().map(StoredMetadata::canonical).toArray())
                : value;
    }

    /** Returns the JSON text, or null for an empty object. */
    public static @Nullable String json(byte @Nullable [] stored) {
        return stored == null ? null : json(new ByteSource(stored));
    }

    public static @Nullable String json(ByteSource stored) {
        if (stored.isAtEnd()) {
            return null;
        }
        byte[] bytes = stored.rest();
        // Without room for the digest it is damaged, and so is an empty text as JSON.
        int digest = Math.min(DIGEST, bytes.length);
        return new String(bytes, digest, bytes.length - digest, StandardCharsets.UTF_8);
    }
}
