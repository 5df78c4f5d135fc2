package dev.chatstore.redis.store.form;

import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;

/**
 * An entry and the list that it is in.
 *
 * @param list the family of the list
 * @param tenant the tenant
 * @param owner the owner, empty for a list of the tenant
 * @param entry the entry
 */
public record ListPlace(KeyFamily list, String tenant, String owner, ListEntry entry) {
    /** Returns the place in the list of a tenant by creation. */
    public static ListPlace byCreation(String tenant, ListEntry entry) {
        return new ListPlace(KeyFamily.TENANT, tenant, "", entry);
    }

    /** Returns the place in the list of a tenant by the day of the last activity. */
    public static ListPlace byActivity(String tenant, ListEntry entry) {
        return new ListPlace(KeyFamily.ACTIVITY, tenant, "", entry);
    }

    /** Returns the place in the list of an owner. */
    public static ListPlace ofOwner(String tenant, String owner, ListEntry entry) {
        return new ListPlace(KeyFamily.OWNER, tenant, owner, entry);
    }

    public byte[] key(Keys keys) {
        return switch (list) {
            case TENANT -> keys.tenant(tenant);
            case ACTIVITY -> keys.activity(tenant);
            default -> keys.owner(tenant, owner);
        };
    }
}
