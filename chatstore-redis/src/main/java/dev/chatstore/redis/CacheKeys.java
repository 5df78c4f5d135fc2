package dev.chatstore.redis;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import java.nio.charset.StandardCharsets;

/** TODO replaced by Keys. */
record CacheKeys(String prefix) {
    byte[] of(ConversationId id) {
        return key("w", id.tenant(), id.value());
    }

    byte[] of(SessionKey key) {
        return key("k", key.tenant(), key.value());
    }

    private byte[] key(String kind, String tenant, String value) {
        return (prefix + ":" + kind + ":{" + escaped(tenant) + ":" + escaped(value) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace(":", "%3A").replace("{", "%7B").replace("}", "%7D");
    }
}
