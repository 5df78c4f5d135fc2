package dev.chatstore.api;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Identifies one session in a storage: the tenant, the name of its store, and its key. Sessions of two stores never meet,
 * even under the same key.
 *
 * @param tenant the tenant that the session belongs to
 * @param name the name of the session store: 1 to 64 of the characters {@code a-z}, {@code 0-9} and {@code -}, the first
 *     not a hyphen
 * @param value the session's name within its tenant and store
 */
public record SessionId(String tenant, String name, String value) implements Serializable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /**
     * Creates an id and checks its parts.
     *
     * @throws InvalidInputException if the name has another form, or the tenant or value breaks a rule of {@link
     *     SessionKey}
     */
    public SessionId {
        Checks.name("session.tenant", tenant);
        checkName(name);
        Checks.name("session.value", value);
    }

    /** Returns the id of a key in the store of a name. */
    public static SessionId of(String name, SessionKey key) {
        SessionKey given = Checks.required("session.key", key);
        return new SessionId(given.tenant(), name, given.value());
    }

    /** Returns the key, which is the id without the store's name. */
    public SessionKey key() {
        return new SessionKey(tenant, value);
    }

    /**
     * Checks the name of a session store.
     *
     * @throws InvalidInputException if the name is null or has another form than {@link SessionId} allows
     */
    public static void checkName(String name) {
        if (!NAME.matcher(Checks.required("session.name", name)).matches()) {
            throw new InvalidInputException(
                    "session.name",
                    "must have 1 to 64 of the characters a-z, 0-9 and -, the first not a hyphen",
                    name.length());
        }
    }

    /** Returns the parts, {@linkplain ConversationId#printable printable}. */
    @Override
    public String toString() {
        return "SessionId[tenant=" + Checks.printable(tenant) + ", name=" + name + ", value=" + Checks.printable(value)
                + "]";
    }
}
