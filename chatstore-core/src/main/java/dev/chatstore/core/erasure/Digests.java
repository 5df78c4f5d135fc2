package dev.chatstore.core.erasure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The digests of a certificate. */
final class Digests {
    private static final String HMAC = "HmacSHA256";

    private Digests() {}

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns a copy of the bytes of a key. */
    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    /** Returns the HMAC-SHA256 of ids, whatever their order, in hexadecimal digits. */
    static String keyed(SecretKey key, Collection<String> ids) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (String id : new TreeSet<>(ids)) {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            content.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            content.writeBytes(bytes);
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(content.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
