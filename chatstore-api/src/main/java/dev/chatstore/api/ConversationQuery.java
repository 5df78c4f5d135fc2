package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * Selects conversations. Start from {@link #ofTenant} or {@link #ofOwner}: each selects the conversations that are not
 * archived, most recently created first, 50 on a page.
 *
 * @param tenant the tenant that the conversations belong to
 * @param owner the owner of the conversations, or null for all of the tenant
 * @param archived the selection by the archived flag
 * @param order the order of the list
 * @param limit the maximum number of conversations on a page, 1 to {@value #MAX_LIMIT}
 * @param cursor the end of the page before, or null for the first page
 */
// Six components: each is one independent part, set by its own wither.
public record ConversationQuery(
        String tenant,
        @Nullable String owner,
        Archived archived,
        Order order,
        int limit,
        @Nullable String cursor) {
    /** The maximum number of conversations on one page. */
    public static final int MAX_LIMIT = 1_000;

    /** A selection by the archived flag. */
    public enum Archived {
        /** Conversations that are not archived. */
        EXCLUDED,
        /** Conversations that are archived. */
        ONLY,
        /** All conversations. */
        INCLUDED
    }

    /** The order of a list of conversations. */
    public enum Order {
        /** By {@link Conversation#created()}, the newest first. */
        CREATED,
        /** By {@link Conversation#lastActivity()}, the newest first. */
        LAST_ACTIVITY
    }

    /**
     * Creates a query and checks its parts.
     *
     * @throws InvalidInputException if the tenant or owner is not a valid name, or the limit is out of range
     */
    public ConversationQuery {
        Checks.name("query.tenant", tenant);
        if (owner != null) {
            Checks.name("query.owner", owner);
        }
        Checks.required("query.archived", archived);
        Checks.required("query.order", order);
        Checks.between("query.limit", limit, 1, MAX_LIMIT);
    }

    /** Returns a query for the conversations of a tenant. */
    public static ConversationQuery ofTenant(String tenant) {
        return new ConversationQuery(tenant, null, Archived.EXCLUDED, Order.CREATED, 50, null);
    }

    /** Returns a query for the conversations of an owner under the default tenant. */
    public static ConversationQuery ofOwner(String owner) {
        return ofTenant(ConversationId.DEFAULT_TENANT).withOwner(owner);
    }

    /** Returns this query for the conversations of an owner. */
    public ConversationQuery withOwner(String owner) {
        Checks.required("query.owner", owner);
        return new ConversationQuery(tenant, owner, archived, order, limit, cursor);
    }

    /** Returns this query with another selection by the archived flag. */
    public ConversationQuery withArchived(Archived archived) {
        return new ConversationQuery(tenant, owner, archived, order, limit, cursor);
    }

    /** Returns this query in another order. */
    public ConversationQuery withOrder(Order order) {
        return new ConversationQuery(tenant, owner, archived, order, limit, cursor);
    }

    /** Returns this query with another number of conversations on a page. */
    public ConversationQuery withLimit(int limit) {
        return new ConversationQuery(tenant, owner, archived, order, limit, cursor);
    }

    /** Returns this query for the page after another one, given that page's {@link Page#next()}. */
    public ConversationQuery from(@Nullable String cursor) {
        return new ConversationQuery(tenant, owner, archived, order, limit, cursor);
    }

    /** Returns the parts, without the owner and the cursor. */
    @Override
    public String toString() {
        return "ConversationQuery[tenant=" + Checks.printable(tenant) + ", owner=" + (owner == null ? "any" : "given")
                + ", archived=" + archived + ", order=" + order + ", limit=" + limit + "]";
    }
}
