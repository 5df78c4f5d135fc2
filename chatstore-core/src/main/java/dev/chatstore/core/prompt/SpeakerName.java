package dev.chatstore.core.prompt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of an author in a form that chat-completion APIs accept. */
final class SpeakerName {
    private static final Pattern ACCEPTED = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    /** A name that could be taken for an encoded one is encoded as well, so that nobody takes another's. */
    private static final Pattern ENCODED = Pattern.compile(".*-[0-9a-f]{8}");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-zA-Z0-9_-]+");
    private static final int MAX_READABLE = 55;
    private static final int DIGEST_BYTES = 4;

    private SpeakerName() {}

    static String of(String author) {
        if (ACCEPTED.matcher(author).matches() && !ENCODED.matcher(author).matches()) {
            return author;
        }
        String letters = MARKS.matcher(Normalizer.normalize(author, Normalizer.Form.NFKD))
                .replaceAll("");
        String readable = OTHER.matcher(letters).replaceAll("_");
        return readable.substring(0, Math.min(readable.length(), MAX_READABLE)) + "-" + digest(author);
    }

    private static String digest(String author) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(author.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
