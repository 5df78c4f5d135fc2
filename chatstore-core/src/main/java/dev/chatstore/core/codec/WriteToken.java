package dev.chatstore.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one write, so that a retry finds what an earlier attempt has stored. A token is the first 64 bits of a
 * SHA-256 over a random number and what is written: a write that finds its token has found itself, also if two processes
 * draw the same number.
 */
public final class WriteToken {
    private WriteToken() {}

    /** Returns the token of a write of some bytes, which differs from that of any other write. */
    public static long of(RandomGenerator random, List<byte[]> written) {
        MessageDigest digest = sha256();
        digest.update(bytes(random.nextLong()));
        for (byte[] part : written) {
            digest.update(bytes(part.length));
            digest.update(part);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** Returns the token of a write of some texts, of which some may be null. */
    public static long ofTexts(RandomGenerator random, @Nullable String... written) {
        return of(random, Arrays.stream(written).map(WriteToken::bytes).toList());
    }

    private static byte[] bytes(@Nullable String text) {
        return (text == null ? "-" : "+" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
