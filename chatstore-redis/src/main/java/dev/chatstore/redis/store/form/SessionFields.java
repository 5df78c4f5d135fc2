package dev.chatstore.redis.store.form;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the hash of a session, live or gone.
 *
 * @param id the session
 * @param fields the values by name; empty for a session of which nothing is known
 */
public record SessionFields(SessionId id, Map<String, byte[]> fields) {
    private static final String REMOVED = "removed";
    private static final String EXPIRES = "expires";
    private static final String OWNER = "owner";
    private static final String NONCE = "nonce";

    /** The field of the state. */
    private static final byte[] STATE = "state".getBytes(StandardCharsets.UTF_8);

    /** The fields that decide whether a session is live, whose it is, and which entry it names. */
    public static final List<String> FLAGS = List.of(REMOVED, EXPIRES, OWNER, NONCE);

    /** Returns the name of the field that has the state. */
    public static byte[] state() {
        return STATE.clone();
    }

    /** Returns the fields from the values of {@link #FLAGS}, null for missing ones. */
    public static SessionFields ofFlags(SessionId id, List<byte @Nullable []> values) {
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i < FLAGS.size(); i++) {
            byte[] value = values.get(i);
            if (value != null) {
                fields.put(FLAGS.get(i), value);
            }
        }
        return new SessionFields(id, fields);
    }

    /** Returns the fields of a hash. */
    public static SessionFields of(SessionId id, Map<byte[], byte[]> hash) {
        Map<String, byte[]> fields = new HashMap<>();
        hash.forEach((name, value) -> fields.put(new String(name, StandardCharsets.UTF_8), value));
        return new SessionFields(id, fields);
    }

    /** Returns whether the session exists at a time in microseconds. */
    public boolean isLive(long nowMicros) {
        return fields.containsKey(EXPIRES) && !fields.containsKey(REMOVED) && nowMicros < expires();
    }

    /** Returns whether the session exists at a time and belongs to an owner, if one is given. */
    public boolean isLive(long nowMicros, @Nullable String owner) {
        return isLive(nowMicros) && (owner == null || owner.equals(owner()));
    }

    /** Returns whether an entry can never lead to the session, neither now nor after a write that is in progress. */
    public boolean cannotName(SessionEntry entry, long forgottenMicros) {
        boolean names = !fields.containsKey(REMOVED)
                && fields.containsKey(NONCE)
                && text(NONCE).equals(entry.nonce());
        try {
            return names ? expires() < forgottenMicros : entry.made() < forgottenMicros;
        } catch (CorruptDataException e) {
            return false;
        }
    }

    /** Returns the session for a list, with a state that no type can be read from if one of the fields is damaged. */
    public StoredSession listed(long nowMicros) {
        try {
            return session(nowMicros);
        } catch (CorruptDataException e) {
            return new StoredSession(id, null, 0, "", Instant.EPOCH, Instant.EPOCH, null);
        }
    }

    /** Returns whether a list shows the session: if it is live, and if that cannot be told. */
    public boolean isListed(long nowMicros, @Nullable String owner) {
        try {
            return isLive(nowMicros, owner);
        } catch (CorruptDataException e) {
            return owner == null || owner.equals(owner());
        }
    }

    /** Returns the session as it is at a time in microseconds. */
    public StoredSession session(long nowMicros) {
        long expires = expires();
        return new StoredSession(
                id,
                owner(),
                number("version"),
                text("state"),
                time("created"),
                time("updated"),
                expires == Long.MAX_VALUE
                        ? null
                        : new StoredSession.Expiry(
                                Micros.toInstant(expires), Duration.of(expires - nowMicros, ChronoUnit.MICROS)));
    }

    private @Nullable String owner() {
        return fields.containsKey(OWNER) ? text(OWNER) : null;
    }

    /** Returns the expiry in microseconds, later than any time if there is none. */
    private long expires() {
        return text(EXPIRES).isEmpty() ? Long.MAX_VALUE : number(EXPIRES);
    }

    private Instant time(String name) {
        return Micros.toInstant(number(name));
    }

    private long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            // Without the cause, whose message quotes the stored text.
            throw CorruptDataException.ofSession(id, name, "is not a number", null);
        }
    }

    private String text(String name) {
        byte[] value = fields.get(name);
        if (value == null) {
            throw CorruptDataException.ofSession(id, name, "is missing", null);
        }
        return new String(value, StandardCharsets.UTF_8);
    }
}
