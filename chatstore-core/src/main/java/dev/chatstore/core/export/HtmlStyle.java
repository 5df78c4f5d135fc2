package dev.chatstore.core.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style of pages. A page allows this style by its digest, and nothing else: no script, no image, no form. */
final class HtmlStyle {
    static final String TEXT = read();
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + digest(TEXT) + "'; base-uri 'none'; form-action 'none'";

    private HtmlStyle() {}

    private static String read() {
        try (InputStream in = Objects.requireNonNull(HtmlStyle.class.getResourceAsStream("conversation.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
