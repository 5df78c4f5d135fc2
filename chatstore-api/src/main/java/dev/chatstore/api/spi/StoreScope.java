package dev.chatstore.api.spi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Selects a part of all that a storage holds: everything, a tenant, an owner in a tenant, or one conversation.
 *
 * @param tenant the only tenant, or null for all tenants
 * @param owner the only owner of conversations and sessions, who is within the tenant; null for all
 * @param value the only conversation of the tenant, without sessions; null for all conversations and sessions
 */
public record StoreScope(
        @Nullable String tenant,
        @Nullable String owner,
        @Nullable String value) {
    private static final StoreScope EVERYTHING = new StoreScope(null, null, null);

    /**
     * Creates a scope and checks its parts.
     *
     * @throws InvalidInputException if a part is not a valid name, an owner or a conversation has no tenant, or both an
     *     owner and a conversation are given
     */
    public StoreScope {
        if (tenant != null) {
            // A query and an id have the same rules for their parts.
            ConversationQuery query = ConversationQuery.ofTenant(tenant);
            if (owner != null) {
                query.withOwner(owner);
            }
            if (value != null) {
                ConversationId.of(tenant, value);
            }
        }
        if (tenant == null && (owner != null || value != null)) {
            throw new InvalidInputException("scope.tenant", "must be given with an owner or a conversation", 0);
        }
        if (owner != null && value != null) {
            throw new InvalidInputException("scope.owner", "must not be given with a conversation", owner.length());
        }
    }

    /** Returns the scope of all tenants. */
    public static StoreScope everything() {
        return EVERYTHING;
    }

    /**
     * Returns the scope of the conversations and sessions of a tenant.
     *
     * @throws InvalidInputException if the tenant is not a valid name
     */
    public static StoreScope ofTenant(String tenant) {
        return new StoreScope(ConversationQuery.ofTenant(tenant).tenant(), null, null);
    }

    /**
     * Returns the scope of the conversations and sessions of an owner in a tenant.
     *
     * @throws InvalidInputException if a part is not a valid name
     */
    public static StoreScope ofOwner(String tenant, String owner) {
        if (owner == null) {
            throw new InvalidInputException("scope.owner", "must not be null", 0);
        }
        return new StoreScope(ConversationQuery.ofTenant(tenant).tenant(), owner, null);
    }

    /**
     * Returns the scope of one conversation, without any session.
     *
     * @throws InvalidInputException if the id is null
     */
    public static StoreScope ofConversation(ConversationId id) {
        if (id == null) {
            throw new InvalidInputException("scope.conversation", "must not be null", 0);
        }
        return new StoreScope(id.tenant(), null, id.value());
    }

    /** Returns the only conversation of the scope, or null if it is no scope of one conversation. */
    public @Nullable ConversationId conversation() {
        return tenant == null || value == null ? null : new ConversationId(tenant, value);
    }

    /** Returns whether a conversation is in the scope. */
    public boolean includes(Conversation conversation) {
        return (tenant == null || tenant.equals(conversation.id().tenant()))
                && (owner == null || owner.equals(conversation.profile().owner()))
                && (value == null || value.equals(conversation.id().value()));
    }

    /** Returns whether a session of an owner, or of none, is in the scope. */
    public boolean includes(SessionId session, @Nullable String ownerOfSession) {
        return value == null
                && (tenant == null || tenant.equals(session.tenant()))
                && (owner == null || owner.equals(ownerOfSession));
    }

    /** Returns the tenant and the conversation, {@linkplain ConversationId#printable printable}, without the owner. */
    @Override
    public String toString() {
        return "StoreScope[tenant=" + printable(tenant) + ", owner=" + (owner == null ? "any" : "given")
                + ", conversation=" + printable(value) + "]";
    }

    private static String printable(@Nullable String name) {
        return name == null ? "any" : ConversationId.printable(name);
    }
}
