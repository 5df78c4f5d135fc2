package dev.chatstore.core.audit;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.backend.Argument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects entries of one trail.
 *
 * @param trail the name of the trail
 * @param oldestFirst whether the oldest entries come first, in place of the newest
 * @param from the earliest time of an entry, or null
 * @param until the time before which an entry was written, or null
 * @param limit the maximum number of entries on a page, 1 to {@value #MAX_LIMIT}
 * @param cursor the cursor of the page, or null for the first
 */
public record AuditQuery(
        String trail,
        boolean oldestFirst,
        @Nullable Instant from,
        @Nullable Instant until,
        int limit,
        @Nullable String cursor) {
    /** The maximum number of entries on a page. */
    public static final int MAX_LIMIT = 1_000;

    private static final int DEFAULT_LIMIT = 100;

    /**
     * Creates a query and checks its parts.
     *
     * @throws InvalidInputException if the limit is out of range
     */
    public AuditQuery {
        Argument.required("query.trail", trail);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("query.limit", "must be from 1 to " + MAX_LIMIT, 0);
        }
    }

    /** Returns the query of the newest entries of a trail, the newest first, 100 on a page. */
    public static AuditQuery of(String trail) {
        return new AuditQuery(trail, false, null, null, DEFAULT_LIMIT, null);
    }

    /** Returns this query with the oldest entries first. */
    public AuditQuery withOldestFirst() {
        return new AuditQuery(trail, true, from, until, limit, cursor);
    }

    /** Returns this query for the entries of a time only, each bound being optional. */
    public AuditQuery between(@Nullable Instant earliest, @Nullable Instant before) {
        return new AuditQuery(trail, oldestFirst, earliest, before, limit, cursor);
    }

    /** Returns this query with another limit. */
    public AuditQuery withLimit(int newLimit) {
        return new AuditQuery(trail, oldestFirst, from, until, newLimit, cursor);
    }

    /** Returns this query for the page that a cursor selects. */
    public AuditQuery withCursor(@Nullable String newCursor) {
        return new AuditQuery(trail, oldestFirst, from, until, limit, newCursor);
    }
}
