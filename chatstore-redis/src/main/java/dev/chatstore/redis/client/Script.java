package dev.chatstore.redis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script and the digest by which a server knows it once it has seen its text. */
public final class Script {
    private final byte[] text;
    private final byte[] digest;

    private Script(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.digest = sha1(this.text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the script in the folder {@code lua} next to a class.
     *
     * @param shared the file with the functions that the script shares with others, without its extension
     * @param name the script's own file, without its extension
     */
    public static Script load(Class<?> neighbour, String shared, String name) {
        return new Script(read(neighbour, shared) + "\n" + read(neighbour, name));
    }

    /**
     * Returns a script like that of {@link #load}, as the function {@code run} of a third file.
     *
     * @param runner the file that calls the function, without its extension
     */
    public static Script load(Class<?> neighbour, String shared, String name, String runner) {
        return new Script(read(neighbour, shared) + "\nlocal function run()\n" + read(neighbour, name) + "\nend\n"
                + read(neighbour, runner));
    }

    byte[] text() {
        return text;
    }

    /** Returns the SHA-1 of the text in hexadecimal digits. */
    public byte[] digest() {
        return digest;
    }

    private static String read(Class<?> neighbour, String name) {
        String file = "lua/" + name + ".lua";
        try (InputStream in = neighbour.getResourceAsStream(file)) {
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
