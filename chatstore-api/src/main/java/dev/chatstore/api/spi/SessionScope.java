package dev.chatstore.api.spi;

import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * Selects sessions to list or count.
 *
 * @param tenant the tenant that the sessions belong to
 * @param name the name of their store, or null for the sessions of all stores
 * @param owner the owner of the sessions, or null for all
 */
public record SessionScope(
        String tenant, @Nullable String name, @Nullable String owner) {
    /** Returns the tenant and the name, without the owner. */
    @Override
    public String toString() {
        return "SessionScope[tenant=" + ConversationId.printable(tenant) + ", name=" + name + ", owner="
                + (owner == null ? "any" : "given") + "]";
    }
}
