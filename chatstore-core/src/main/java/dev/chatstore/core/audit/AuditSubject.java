package dev.chatstore.core.audit;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoreScope;
import org.jspecify.annotations.Nullable;

/**
 * What an action was done on.
 *
 * @param kind the kind
 * @param tenant the tenant, or null for the whole store
 * @param id the conversation, the session's key or the owner, or null for a tenant and the whole store
 * @param part the sequence or the id of a message, or the name of the session's store; else null
 */
public record AuditSubject(
        Kind kind,
        @Nullable String tenant,
        @Nullable String id,
        @Nullable String part) {
    private static final AuditSubject STORE = new AuditSubject(Kind.STORE, null, null, null);

    /** The kind of what an action was done on. */
    public enum Kind {
        /** The whole store. */
        STORE,
        /** A tenant. */
        TENANT,
        /** Everything of an owner in a tenant. */
        OWNER,
        /** A conversation. */
        CONVERSATION,
        /** A message. */
        MESSAGE,
        /** A session. */
        SESSION
    }

    /** Returns the whole store. */
    public static AuditSubject store() {
        return STORE;
    }

    /** Returns a tenant. */
    public static AuditSubject ofTenant(String tenant) {
        return new AuditSubject(Kind.TENANT, tenant, null, null);
    }

    /** Returns an owner in a tenant. */
    public static AuditSubject ofOwner(String tenant, String owner) {
        return new AuditSubject(Kind.OWNER, tenant, owner, null);
    }

    /** Returns a conversation. */
    public static AuditSubject of(ConversationId id) {
        return new AuditSubject(Kind.CONVERSATION, id.tenant(), id.value(), null);
    }

    /** Returns a message of a conversation. */
    public static AuditSubject ofMessage(ConversationId id, long sequence) {
        return ofMessage(id, Long.toString(sequence));
    }

    /** Returns a message of a conversation by its id. */
    public static AuditSubject ofMessage(ConversationId id, String messageId) {
        return new AuditSubject(Kind.MESSAGE, id.tenant(), id.value(), messageId);
    }

    /** Returns a session. */
    public static AuditSubject of(SessionId id) {
        return new AuditSubject(Kind.SESSION, id.tenant(), id.value(), id.name());
    }

    /** Returns a part of a store. */
    public static AuditSubject of(StoreScope scope) {
        ConversationId conversation = scope.conversation();
        if (conversation != null) {
            return of(conversation);
        }
        return ofQuery(scope.tenant(), scope.owner());
    }

    /** Returns what a query selects: the whole store without a tenant, else the tenant or an owner in it. */
    public static AuditSubject ofQuery(@Nullable String tenant, @Nullable String owner) {
        if (tenant == null) {
            return STORE;
        }
        return owner == null ? ofTenant(tenant) : ofOwner(tenant, owner);
    }

    /** Returns the kind alone: an owner, a conversation's id or a session's key may be a phone number. */
    @Override
    public String toString() {
        return "AuditSubject[kind=" + kind + "]";
    }
}
