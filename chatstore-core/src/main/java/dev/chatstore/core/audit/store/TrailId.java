package dev.chatstore.core.audit.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.audit.AuditTrailHead;
import java.util.Map;

/**
 * A trail. Its name has the store's identity, so that a trail that a dump brought from another store and the store's own are
 * two conversations.
 *
 * @param store the identity of the store in which it is written
 * @param tenant the tenant that it is about
 */
record TrailId(String store, String tenant) {
    private static final int MAX_NAME = 255;
    private static final String TENANT = "tenant";
    private static final String STORE = "store";

    /** Returns the trail of a conversation under the tenant of the trails. */
    static TrailId of(Conversation head) {
        String name = head.id().value();
        int slash = name.indexOf('/');
        return new TrailId(
                head.profile().metadata(STORE, String.class).orElse(name.substring(0, Math.max(0, slash))),
                head.profile().metadata(TENANT, String.class).orElse(name.substring(slash + 1)));
    }

    static AuditTrailHead head(Conversation head) {
        TrailId trail = of(head);
        return new AuditTrailHead(head.id().value(), trail.tenant, trail.store, head.lastSequence(), head.created());
    }

    ConversationId conversation() {
        return ConversationId.of(AuditTrail.TENANT, name());
    }

    /** Returns the name; that of a tenant which leaves no room for the identity has its digest. */
    String name() {
        String name = store + "/" + tenant;
        return name.codePointCount(0, name.length()) <= MAX_NAME ? name : store + "/sha256-" + EntryText.digest(tenant);
    }

    Profile profile() {
        return Profile.EMPTY.withTitle("Audit trail").withMetadata(Map.of(TENANT, tenant, STORE, store));
    }
}
