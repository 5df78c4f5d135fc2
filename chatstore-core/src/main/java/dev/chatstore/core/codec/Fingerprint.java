package dev.chatstore.core.codec;

import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells whether a message with a known id is the one that was stored under it, without keeping the original text through
 * edits. It covers the role and the text: these decide whether two messages with one id are the same.
 *
 * <p>It is stored, so its form is fixed: the first 64 bits of a SHA-256 over the role's label, a zero byte and the text,
 * in UTF-8. Two different messages have the same fingerprint by accident with a probability of 2^-64.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** Returns the fingerprint of a message. */
    public static long of(NewMessage message) {
        return of(message.role(), message.text());
    }

    /** Returns the fingerprint of a message of a role and a text. */
    public static long of(Role role, String text) {
        MessageDigest digest = sha256();
        digest.update(role.label().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
