package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * Selects sessions of one store. Start from {@link #ofTenant} or {@link #ofOwner}; a page has 50 sessions by default.
 *
 * @param tenant the tenant that the sessions belong to
 * @param owner the owner of the sessions, or null for all sessions of the tenant
 * @param limit the maximum number of sessions on a page, 1 to {@value #MAX_LIMIT}
 * @param cursor the end of the page before, or null for the first page
 */
public record SessionQuery(
        String tenant,
        @Nullable String owner,
        int limit,
        @Nullable String cursor) {
    /** The maximum number of sessions on one page. */
    public static final int MAX_LIMIT = 1_000;

    /**
     * Creates a query and checks its parts.
     *
     * @throws InvalidInputException if the tenant or owner is not a valid name, or the limit is out of range
     */
    public SessionQuery {
        Checks.name("query.tenant", tenant);
        if (owner != null) {
            Checks.name("query.owner", owner);
        }
        Checks.between("query.limit", limit, 1, MAX_LIMIT);
    }

    /** Returns a query for all sessions of a tenant. */
    public static SessionQuery ofTenant(String tenant) {
        return new SessionQuery(tenant, null, 50, null);
    }

    /** Returns a query for the sessions of an owner under the default tenant. */
    public static SessionQuery ofOwner(String owner) {
        return ofTenant(ConversationId.DEFAULT_TENANT).withOwner(owner);
    }

    /** Returns this query for the sessions of an owner. */
    public SessionQuery withOwner(String owner) {
        Checks.required("query.owner", owner);
        return new SessionQuery(tenant, owner, limit, cursor);
    }

    /** Returns this query with another number of sessions on a page. */
    public SessionQuery withLimit(int limit) {
        return new SessionQuery(tenant, owner, limit, cursor);
    }

    /** Returns this query for the page after another one, given that page's {@link Page#next()}. */
    public SessionQuery from(@Nullable String cursor) {
        return new SessionQuery(tenant, owner, limit, cursor);
    }

    /** Returns the parts, without the owner and the cursor. */
    @Override
    public String toString() {
        return "SessionQuery[tenant=" + Checks.printable(tenant) + ", owner=" + (owner == null ? "any" : "given")
                + ", limit=" + limit + "]";
    }
}
