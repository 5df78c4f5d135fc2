package dev.chatstore.redis.cache;

import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The checksum of a header, which scripts calculate as well: the first four bytes, in hexadecimal digits, of a SHA-1 over
 * the header and its key. It is the only digest that a script has; one written in Lua would take longer than the rest of
 * the script.
 */
final class HeaderChecksum {
    private static final int BYTES = 4;

    private HeaderChecksum() {}

    /**
     * Reads a header and the checksum behind it, and returns the header.
     *
     * @param size the size of the header without the checksum
     * @throws UnreadableException if the header is damaged or belongs to another key
     */
    static ByteSource checked(byte[] key, ByteSource from, int size) {
        ByteSource header = from.take(size);
        byte[] found = from.take(2 * BYTES).rest();
        if (!Arrays.equals(found, of(header.copy().rest(), key))) {
            throw new UnreadableException();
        }
        return header;
    }

    /** Returns the checksum of a header. */
    static byte[] of(byte[] header, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(header);
            byte[] bytes = digest.digest(key);
            return HexFormat.of().formatHex(bytes, 0, BYTES).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
