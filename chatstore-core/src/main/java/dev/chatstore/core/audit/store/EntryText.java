package dev.chatstore.core.audit.store;

import dev.chatstore.api.Message;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditEntry.Stage;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.audit.AuditSubject.Kind;
import dev.chatstore.core.codec.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the JSON text of a message, whose last member is the digest of all before it. It is a text and not metadata,
 * since a text comes back from every backend with the same bytes.
 *
 * @param trail the name of the trail in which it was written
 * @param entry the entry
 * @param isGenuine whether the digest is that of the content
 */
record EntryText(String trail, AuditEntry entry, boolean isGenuine) {
    private static final String DIGEST = ",\"digest\":\"";
    private static final String END = "\"}";
    private static final int HEX = 64;
    private static final int TAIL = DIGEST.length() + HEX + END.length();

    /** A text, and the digest in it. */
    record Written(String text, String digest) {}

    static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the digest of the entry in a message, or of its text if it is none. */
    static String digestOf(Message message) {
        return read(message.text()).map(found -> found.entry.digest()).orElseGet(() -> digest(message.text()));
    }

    static Written write(String trail, long number, String previous, EntryDraft draft) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("trail", trail);
        object.put("number", number);
        object.put("time", draft.time().toString());
        object.put("actor", draft.actor());
        object.put("action", label(draft.action()));
        object.put("stage", label(draft.stage()));
        if (draft.of() > 0) {
            object.put("of", draft.of());
        }
        object.put("kind", label(draft.subject().kind()));
        putIfGiven(object, "tenant", draft.subject().tenant());
        putIfGiven(object, "id", draft.subject().id());
        putIfGiven(object, "part", draft.subject().part());
        if (!draft.amounts().isEmpty()) {
            object.put("amounts", draft.amounts());
        }
        putIfGiven(object, "detail", draft.detail());
        object.put("previous", previous);
        String json = Json.write(object);
        if (json == null) {
            throw new IllegalStateException("an entry is never empty");
        }
        String content = json.substring(0, json.length() - 1);
        String digest = digest(content);
        return new Written(content + DIGEST + digest + END, digest);
    }

    private static void putIfGiven(Map<String, @Nullable Object> object, String key, @Nullable String value) {
        if (value != null) {
            object.put(key, value);
        }
    }

    /** Returns the entry of a text, or empty if it is none. */
    static Optional<EntryText> read(String text) {
        int tail = text.length() - TAIL;
        if (tail < 0 || !text.startsWith(DIGEST, tail)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> object = Json.readObjectOrNull(text);
        if (object == null) {
            return Optional.empty();
        }
        try {
            String digest = digest(text.substring(0, tail));
            return Optional.of(
                    new EntryText(string(object, "trail"), entry(object), digest.equals(object.get("digest"))));
        } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static AuditEntry entry(Map<String, @Nullable Object> object) {
        AuditSubject subject = new AuditSubject(
                constant(Kind.class, object, "kind"),
                given(object, "tenant"),
                given(object, "id"),
                given(object, "part"));
        return new AuditEntry(
                number(object.get("number")),
                Instant.parse(string(object, "time")),
                string(object, "actor"),
                constant(AuditAction.class, object, "action"),
                constant(Stage.class, object, "stage"),
                number(object.getOrDefault("of", 0L)),
                subject,
                amounts(object.get("amounts")),
                given(object, "detail"),
                string(object, "previous"),
                string(object, "digest"));
    }

    private static Map<String, Long> amounts(@Nullable Object value) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, number) -> amounts.put((String) key, number(number)));
        }
        return amounts;
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("not a number");
    }

    private static String string(Map<String, @Nullable Object> object, String key) {
        String value = given(object, key);
        if (value == null) {
            throw new IllegalArgumentException("missing");
        }
        return value;
    }

    private static @Nullable String given(Map<String, @Nullable Object> object, String key) {
        return (String) object.get(key);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<String, @Nullable Object> object, String key) {
        return Enum.valueOf(type, string(object, key).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
