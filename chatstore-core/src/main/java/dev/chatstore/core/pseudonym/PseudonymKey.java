package dev.chatstore.core.pseudonym;

import dev.chatstore.api.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret key for digests. It shows nothing but its id. */
final class PseudonymKey {
    private static final String HMAC = "HmacSHA256";
    private static final int LEAST_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 16;
    private static final int ID_DIGITS = 8;
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){32,}");

    private final SecretKey secret;
    private final String fingerprint;

    private PseudonymKey(byte[] bytes) {
        secret = new SecretKeySpec(bytes, HMAC);
        fingerprint = HexFormat.of().formatHex(Arrays.copyOf(digest("chatstore key"), FINGERPRINT_BYTES));
    }

    /**
     * Returns the key that a text has.
     *
     * @param setting the setting that the text is from
     * @throws InvalidInputException if it is not at least 32 bytes in hexadecimal digits or Base64. The error has no part of it
     */
    static PseudonymKey parse(String setting, String text) {
        byte[] bytes = bytes(text.strip());
        if (bytes.length < LEAST_BYTES) {
            throw new InvalidInputException(
                    setting,
                    "must be at least " + LEAST_BYTES
                            + " random bytes in hexadecimal digits or Base64, or file: and the path of a file with them",
                    0);
        }
        return new PseudonymKey(bytes);
    }

    private static byte[] bytes(String text) {
        if (HEX.matcher(text).matches()) {
            return HexFormat.of().parseHex(text);
        }
        try {
            boolean isOfUrls = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            return (isOfUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes a part of the text.
            return new byte[0];
        }
    }

    /** Returns the digest by which a store recognizes the key: 32 hexadecimal digits, which do not tell the key. */
    String fingerprint() {
        return fingerprint;
    }

    /** Returns the beginning of the fingerprint, which is in each pseudonym. */
    String id() {
        return fingerprint.substring(0, ID_DIGITS);
    }

    /** Returns the secret itself. */
    byte[] secret() {
        return secret.getEncoded();
    }

    /** Returns the HMAC-SHA256 of a text in UTF-8. */
    byte[] digest(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return "PseudonymKey[id=" + id() + "]";
    }
}
