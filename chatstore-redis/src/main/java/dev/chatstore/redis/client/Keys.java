package dev.chatstore.redis.client;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one storage.
 *
 * @param prefix the beginning of all of them
 */
public record Keys(String prefix) {
    /**
     * Returns keys under the configured prefix.
     *
     * @throws dev.chatstore.api.InvalidInputException if the prefix cannot begin a key
     */
    public static Keys of(Settings settings) {
        return new Keys(RedisSettings.prefix(settings));
    }

    /** Returns the keys of a shared cache in front of the store with an identity; these themselves for an empty one. */
    public Keys inFrontOf(String store) {
        return store.isEmpty() ? this : new Keys(prefix + ":" + store);
    }

    /** Returns the key of the store's identity. */
    public byte[] identity() {
        return KeyFamily.IDENTITY.key(prefix, "store");
    }

    /** Returns the keys of a conversation in the order in which each script takes them. */
    public List<byte[]> of(ConversationId id) {
        return Stream.of(
                        KeyFamily.HEAD,
                        KeyFamily.MESSAGES,
                        KeyFamily.IDS,
                        KeyFamily.REVISIONS,
                        KeyFamily.REPLIES,
                        KeyFamily.WRITES,
                        KeyFamily.OLDER_WRITES)
                .map(family -> of(family, id))
                .toList();
    }

    /** Returns the family of one of these keys, or empty if a key is none of them. */
    public Optional<KeyFamily> family(byte[] key) {
        return KeyFamily.of(prefix, new String(key, StandardCharsets.UTF_8));
    }

    /** Returns one key of a conversation. */
    public byte[] of(KeyFamily family, ConversationId id) {
        return family.key(prefix, id.tenant(), id.value());
    }

    /** Returns the key of a session. */
    public byte[] of(SessionId id) {
        return KeyFamily.SESSION.key(prefix, id.tenant(), id.name(), id.value());
    }

    /** Returns the key of a cached session. */
    public byte[] cached(SessionId id) {
        return KeyFamily.CACHED_SESSION.key(prefix, id.tenant(), id.name(), id.value());
    }

    /** Returns the key of the list of a tenant's sessions. */
    public byte[] sessionsOfTenant(String tenant) {
        return KeyFamily.SESSIONS_OF_TENANT.key(prefix, tenant);
    }

    /** Returns the key of the list of an owner's sessions. */
    public byte[] sessionsOfOwner(String tenant, String owner) {
        return KeyFamily.SESSIONS_OF_OWNER.key(prefix, tenant, owner);
    }

    /** Returns the key of the list of the tenants that have sessions. */
    public byte[] sessionTenants() {
        return KeyFamily.SESSION_TENANTS.key(prefix, "sessions");
    }

    /** Returns the key of the list of a tenant's conversations. */
    public byte[] tenant(String tenant) {
        return KeyFamily.TENANT.key(prefix, tenant);
    }

    /** Returns the pattern of the keys of the lists of all tenants' conversations. */
    public String tenantPattern() {
        return KeyFamily.TENANT.pattern(prefix);
    }

    /** Returns the tenant of such a key, or empty if another program wrote it. */
    public Optional<String> tenantOf(String key) {
        return KeyFamily.of(prefix, key)
                .filter(family -> family == KeyFamily.TENANT)
                .map(family -> family.name(prefix, key));
    }

    /** Returns the key of the list of a tenant's conversations by their last activity. */
    public byte[] activity(String tenant) {
        return KeyFamily.ACTIVITY.key(prefix, tenant);
    }

    /** Returns the key of the list of an owner's conversations. */
    public byte[] owner(String tenant, String owner) {
        return KeyFamily.OWNER.key(prefix, tenant, owner);
    }
}
