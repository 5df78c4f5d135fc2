package dev.chatstore.api;

import java.io.Serializable;

/**
 * Names one session of one tenant within a session store.
 *
 * @param tenant the tenant that the session belongs to, 1 to 255 characters
 * @param value the session's name within the tenant, 1 to 255 characters
 */
public record SessionKey(String tenant, String value) implements Serializable {
    /**
     * Creates a key and checks both parts.
     *
     * @throws InvalidInputException if a part is null, blank, longer than 255 characters (code points), or contains a NUL
     *     or a lone surrogate
     */
    public SessionKey {
        Checks.name("session.tenant", tenant);
        Checks.name("session.value", value);
    }

    /**
     * Returns the key of a value under the {@linkplain ConversationId#DEFAULT_TENANT default tenant}.
     *
     * @throws InvalidInputException as the constructor does
     */
    public static SessionKey of(String value) {
        return new SessionKey(ConversationId.DEFAULT_TENANT, value);
    }

    /**
     * Returns the key of a value under a tenant.
     *
     * @throws InvalidInputException as the constructor does
     */
    public static SessionKey of(String tenant, String value) {
        return new SessionKey(tenant, value);
    }

    /** Returns the parts, {@linkplain ConversationId#printable printable}. */
    @Override
    public String toString() {
        return "SessionKey[tenant=" + Checks.printable(tenant) + ", value=" + Checks.printable(value) + "]";
    }
}
