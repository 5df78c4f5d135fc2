package dev.chatstore.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts, each in a file of its name below {@code lua}, after what it shares with others. */
enum Script {
    APPEND("conversation"),
    OPEN("conversation"),
    PATCH("conversation"),
    EDIT("conversation"),
    REDACT("conversation"),
    DELETE("conversation"),
    BEFORE("conversation"),
    AFTER("conversation"),
    PATH("conversation"),
    FIND("conversation"),
    REVISIONS("conversation"),
    SESSION_FIND("session"),
    SESSION_USE("session"),
    SESSION_GET_OR_CREATE("session"),
    SESSION_SAVE("session"),
    SESSION_DELETE("session"),
    WINDOW_FIND("window"),
    WINDOW_TICKET("window"),
    WINDOW_FILL("window"),
    WINDOW_CONFIRM("window"),
    WINDOW_APPLY("window"),
    WINDOW_DROP("window"),
    CACHED_FIND("cached"),
    CACHED_PUT("cached"),
    CACHED_DROP("cached"),
    CACHED_TIME("cached");

    private final String shared;

    @SuppressWarnings("ImmutableEnumChecker") // Never handed to anyone who changes it.
    private final byte[] text;

    @SuppressWarnings("ImmutableEnumChecker") // As above.
    private final byte[] digest;

    Script(String shared) {
        this.shared = shared;
        String own = name().toLowerCase(Locale.ROOT);
        text = (read(shared) + "\n" + read(own)).getBytes(StandardCharsets.UTF_8);
        digest = sha1(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the name of the file that stands before the script's own. */
    String shared() {
        return shared;
    }

    byte[] text() {
        return text;
    }

    /** Returns the digest by which a server knows the script once it has seen its text. */
    byte[] digest() {
        return digest;
    }

    private static String read(String name) {
        String file = "lua/" + name + ".lua";
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("chatstore-redis lacks its file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
