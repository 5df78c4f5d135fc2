package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * Which conversations to list. Start from {@link #tenant} or {@link #owner}; each lists those that are not archived, 50
 * to a page, from the newest on.
 *
 * @param tenant whose conversations
 * @param owner only this participant's, or null for all of the tenant's
 * @param archived which of them by their archived flag
 * @param limit how many to a page, 1 to {@value #MAX_LIMIT}
 * @param cursor where the page before ended, or null for the first page
 */
public record ConversationQuery(
        String tenant,
        @Nullable String owner,
        Archived archived,
        int limit,
        @Nullable String cursor) {
    /** The most conversations on one page. */
    public static final int MAX_LIMIT = 1_000;

    /** Which conversations by their archived flag. */
    public enum Archived {
        /** Those that are not archived. */
        EXCLUDED,
        /** Those that are archived. */
        ONLY,
        /** All. */
        INCLUDED
    }

    /**
     * Makes a query after checking its parts.
     *
     * @throws InvalidInputException if the tenant or owner is not a valid name, or the limit is out of range
     */
    public ConversationQuery {
        Checks.name("query.tenant", tenant);
        Checks.optionalName("query.owner", owner);
        Checks.required("query.archived", archived);
        Checks.between("query.limit", limit, 1, MAX_LIMIT);
    }

    /** Returns a query for the conversations of a tenant. */
    public static ConversationQuery tenant(String tenant) {
        return new ConversationQuery(tenant, null, Archived.EXCLUDED, 50, null);
    }

    /** Returns a query for the conversations of an owner under the default tenant. */
    public static ConversationQuery owner(String owner) {
        return tenant(ConversationId.DEFAULT_TENANT).withOwner(owner);
    }

    /** Returns this query for that owner's conversations, or for all of the tenant's. */
    public ConversationQuery withOwner(@Nullable String owner) {
        return new ConversationQuery(tenant, owner, archived, limit, cursor);
    }

    /** Returns this query with that treatment of archived conversations. */
    public ConversationQuery withArchived(Archived archived) {
        return new ConversationQuery(tenant, owner, archived, limit, cursor);
    }

    /** Returns this query with that many conversations to a page. */
    public ConversationQuery withLimit(int limit) {
        return new ConversationQuery(tenant, owner, archived, limit, cursor);
    }

    /** Returns this query from where a page ended: its {@link Page#next()}. */
    public ConversationQuery from(@Nullable String cursor) {
        return new ConversationQuery(tenant, owner, archived, limit, cursor);
    }
}
