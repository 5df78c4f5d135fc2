package dev.chatstore.api;

import java.io.Serializable;

/**
 * Names one conversation of one tenant. Two tenants may use the same value and never meet.
 *
 * @param tenant the tenant that the conversation belongs to, 1 to 255 characters
 * @param value the conversation's name within the tenant, 1 to 255 characters
 */
public record ConversationId(String tenant, String value) implements Serializable {
    /** The tenant of every id that names none. */
    public static final String DEFAULT_TENANT = "default";

    /**
     * Creates an id and checks both parts.
     *
     * @throws InvalidInputException if a part is null, blank, longer than 255 characters (code points), or contains a NUL
     *     or a lone surrogate
     */
    public ConversationId {
        Checks.name("conversation.tenant", tenant);
        Checks.name("conversation.value", value);
    }

    /**
     * Returns the id of a value under the {@linkplain #DEFAULT_TENANT default tenant}.
     *
     * @throws InvalidInputException as the constructor does
     */
    public static ConversationId of(String value) {
        return new ConversationId(DEFAULT_TENANT, value);
    }

    /**
     * Returns the id of a value under a tenant.
     *
     * @throws InvalidInputException as the constructor does
     */
    public static ConversationId of(String tenant, String value) {
        return new ConversationId(tenant, value);
    }

    /**
     * Returns a name as messages and logs show it: control and format characters, line separators and backslashes are
     * escaped, so that a name can neither forge a line of a log nor hide in it.
     */
    public static String printable(String name) {
        return Checks.printable(Checks.required("name", name));
    }

    /** Returns the parts, {@linkplain #printable printable}. */
    @Override
    public String toString() {
        return "ConversationId[tenant=" + printable(tenant) + ", value=" + printable(value) + "]";
    }
}
