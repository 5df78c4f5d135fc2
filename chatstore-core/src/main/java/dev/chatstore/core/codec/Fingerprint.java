package dev.chatstore.core.codec;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.NewMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a message that comes under a known id is the one that came first, without keeping that one's content
 * through edits. It covers all that the sender gave but the id and the parent, whose default depends on the place.
 *
 * <p>Stored, so its form is fixed: each part is written with its kind and length, objects by sorted keys, then SHA-256,
 * of which the first 64 bits count. Two messages that differ by accident meet with a chance of 2^-64.
 */
public final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** Returns the fingerprint of what a message says. */
    public static long of(NewMessage message) {
        Fingerprint fingerprint = new Fingerprint(sha256());
        fingerprint.add(message.role().label());
        fingerprint.add(message.author());
        fingerprint.add(message.text());
        fingerprint.add(message.attachments());
        fingerprint.add(message.metadata());
        fingerprint.add(message.tokens());
        return ByteBuffer.wrap(fingerprint.digest.digest()).getLong();
    }

    private void add(@Nullable Object value) {
        if (value instanceof List<?> list) {
            header('[', list.size());
            list.forEach(this::add);
        } else if (value instanceof Map<?, ?> map) {
            header('{', map.size());
            new TreeMap<>(map).forEach((key, element) -> {
                add(key);
                add(element);
            });
        } else if (value instanceof Attachment attachment) {
            add(attachment.reference());
            add(attachment.mediaType());
            add(attachment.size());
            add(attachment.name());
        } else if (value == null) {
            header('0', 0);
        } else {
            byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
            header(kind(value), bytes.length);
            digest.update(bytes);
        }
    }

    private static char kind(Object scalar) {
        return scalar instanceof String ? 's' : scalar instanceof Boolean ? 'b' : 'n';
    }

    private void header(char kind, int size) {
        digest.update((byte) kind);
        digest.update((byte) (size >>> 24));
        digest.update((byte) (size >>> 16));
        digest.update((byte) (size >>> 8));
        digest.update((byte) size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
