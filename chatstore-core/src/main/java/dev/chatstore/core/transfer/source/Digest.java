package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A digest of some parts, whose ends count. */
public final class Digest {
    private static final int ID_BYTES = 15;
    private static final String PREFIX = "import:";
    private static final int BASE_LENGTH = PREFIX.length() + ID_BYTES * 4 / 3;
    private static final int BUFFER = 1 << 14;

    private final MessageDigest digest;

    /** Begins without parts. */
    public Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a part. */
    public Digest add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
        return this;
    }

    /** Adds all bytes of a stream. */
    public Digest add(InputStream bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int read = bytes.read(buffer);
        while (read >= 0) {
            digest.update(buffer, 0, read);
            read = bytes.read(buffer);
        }
        return this;
    }

    /** Returns the digest. No part can be added afterwards. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** Returns the first 64 bits of a digest. */
    public static long first(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    /** Returns the first 64 bits of a text's digest. */
    public static long of(String text) {
        return first(new Digest().add(text).bytes());
    }

    /**
     * Returns an id for what has none: a digest of what it says.
     *
     * @param count how often the same has come, from 1
     */
    public static String id(byte[] digest, int count) {
        byte[] part = ByteBuffer.allocate(ID_BYTES).put(digest, 0, ID_BYTES).array();
        String id = PREFIX + Base64.getUrlEncoder().encodeToString(part);
        return count == 1 ? id : id + ":" + count;
    }

    /** Returns whether an id was made by {@link #id}. */
    public static boolean isMade(String id) {
        return id.startsWith(PREFIX)
                && (id.length() == BASE_LENGTH || (id.length() > BASE_LENGTH + 1 && id.charAt(BASE_LENGTH) == ':'));
    }

    /** Returns an id without its count. */
    public static String base(String id) {
        return isMade(id) ? id.substring(0, BASE_LENGTH) : id;
    }

    /** Returns a made id whose count is higher by a number, and at least 1. */
    public static String counted(String id, int more) {
        long count = id.length() == BASE_LENGTH ? 1 : Long.parseLong(id.substring(BASE_LENGTH + 1));
        long sum = Math.max(1, count + more);
        return sum == 1 ? base(id) : base(id) + ":" + sum;
    }
}
