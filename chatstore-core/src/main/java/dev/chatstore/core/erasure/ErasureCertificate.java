package dev.chatstore.core.erasure;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.file.OwnersFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure has found and removed, and what a second scan has confirmed. It has none of the person's ids, so that it may be
 * kept, in the store too: with a key it has their keyed digest, and in any case who asked, and the caller's reference.
 *
 * @param run the erasure's random id
 * @param tenant the tenant
 * @param by who asked for the erasure
 * @param reference the caller's reference, such as the number of a request, or null
 * @param person the keyed digest of the person's ids, or null without a key
 * @param dryRun whether nothing was removed
 * @param begun when the erasure began first, by the clock of the store
 * @param ended when it ended
 * @param removed what was removed, or would be
 * @param interrupted what may have been removed besides, when the process ended in between
 * @param held what was left since it is on hold
 * @param scan the second scan
 * @param sanitized whether nothing removed is left in the store's files, as {@link
 *     dev.chatstore.api.spi.Backend#sanitize} tells; false on servers, which keep their files themselves
 * @param rememberedUntil until when the store remembers the keys of what was deleted, or null if it remembers none
 */
// Fourteen components: all that the certificate states.
public record ErasureCertificate(
        String run,
        String tenant,
        String by,
        @Nullable String reference,
        @Nullable String person,
        boolean dryRun,
        Instant begun,
        Instant ended,
        ErasedAmounts removed,
        ErasedAmounts interrupted,
        ErasedAmounts held,
        SecondScan scan,
        boolean sanitized,
        @Nullable Instant rememberedUntil) {
    private static final String FORMAT = "chatstore-erasure";
    private static final String DIGEST = "digest";

    /** How an erasure ended. New outcomes may be added. */
    public enum Outcome {
        /** Nothing of the person's own is left. */
        COMPLETE,
        /** Nothing of the person's own is left but what is on hold. */
        HELD,
        /** Something is left or cannot be read: erase again. */
        INCOMPLETE,
        /** A dry run, which left everything. */
        DRY_RUN
    }

    /** Returns how the erasure ended. */
    public Outcome outcome() {
        if (dryRun) {
            return Outcome.DRY_RUN;
        }
        if (!scan.left().isNone() || scan.unreadable() > 0 || !scan.swept()) {
            return Outcome.INCOMPLETE;
        }
        return held.isNone() ? Outcome.COMPLETE : Outcome.HELD;
    }

    /** Returns the certificate as a JSON object, whose last field is the digest of all others. */
    public String toJson() {
        Map<String, @Nullable Object> map = toMap();
        map.put(DIGEST, digest(map));
        return String.valueOf(Json.write(map));
    }

    /**
     * Writes the JSON to a file, which is complete, or as it was before if this fails. Only its owner may read it where the file
     * system knows owners.
     *
     * @throws IOException if the file cannot be written, is a folder, or its folder does not exist
     */
    public void write(Path file) throws IOException {
        byte[] json = (toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        OwnersFile.writeForOwner(Argument.required("file", file), out -> {
            out.write(json);
            return json.length;
        });
    }

    /** Returns the SHA-256 of the certificate's JSON without this digest, in hexadecimal digits. */
    public String digest() {
        return digest(toMap());
    }

    /**
     * Returns whether a certificate in JSON has the digest of its content: whether it is as it was written. It shows accidents;
     * who changes the content on purpose can change the digest too.
     */
    public static boolean isIntact(String json) {
        try {
            Map<String, @Nullable Object> map = new LinkedHashMap<>(Json.readObject(json.strip()));
            Object digest = map.remove(DIGEST);
            return FORMAT.equals(map.get("format")) && digest(map).equals(digest);
        } catch (CorruptDataException e) {
            return false;
        }
    }

    private static String digest(Map<String, @Nullable Object> map) {
        byte[] json = String.valueOf(Json.write(map)).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digests.sha256(json));
    }

    private Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("version", 1L);
        map.put("outcome", outcome().name().toLowerCase(Locale.ROOT));
        map.put("run", run);
        map.put("tenant", tenant);
        map.put("by", by);
        map.put("reference", reference);
        map.put("person", person);
        map.put("begun", begun.toString());
        map.put("ended", ended.toString());
        map.put("removed", removed.toMap());
        map.put("interrupted", interrupted.toMap());
        map.put("held", held.toMap());
        map.put("scan", scan.toMap());
        map.put("sanitized", sanitized);
        map.put("rememberedUntil", rememberedUntil == null ? null : rememberedUntil.toString());
        return map;
    }
}
