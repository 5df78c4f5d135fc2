package dev.chatstore.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts of the shared cache, one file each, which the server knows by their digest. */
enum CacheScript {
    FIND_WINDOW(true),
    TAKE_TICKET(true),
    FILL_WINDOW(true),
    CONFIRM_WINDOW(true),
    APPLY_CHANGE(true),
    DROP_WINDOW(true),
    FIND_SESSION(false),
    PUT_SESSION(false),
    DROP_SESSION(false);

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
    private final byte[] source;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
    private final byte[] digest;

    CacheScript(boolean ofWindows) {
        String file = name().toLowerCase(Locale.ROOT);
        source = ((ofWindows ? read("window") : "") + read(file)).getBytes(StandardCharsets.UTF_8);
        digest = digest(source);
    }

    byte[] source() {
        return source;
    }

    byte[] digest() {
        return digest;
    }

    private static String read(String name) {
        String file = "cache/" + name + ".lua";
        try (InputStream in = CacheScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(byte[] source) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(source);
            return HexFormat.of().formatHex(sha1).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
