package dev.chatstore.redis;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes keys under a prefix.
 *
 * @param prefix what all of them begin with
 */
record KeyMaker(String prefix) {
    /** Returns the keys that each script of a conversation takes, in their order. */
    List<byte[]> of(ConversationId id) {
        return Stream.of(Keys.HEAD, Keys.MESSAGES, Keys.IDS, Keys.REVISIONS, Keys.WRITES, Keys.OLDER_WRITES)
                .map(family -> of(family, id))
                .toList();
    }

    byte[] of(Keys family, ConversationId id) {
        return family.of(prefix, id.tenant(), id.value());
    }

    List<byte[]> of(SessionKey key) {
        return List.of(Keys.SESSION.of(prefix, key.tenant(), key.value()));
    }

    byte[] tenant(String tenant) {
        return Keys.TENANT.of(prefix, tenant);
    }

    byte[] owner(String tenant, String owner) {
        return Keys.OWNER.of(prefix, tenant, owner);
    }
}
