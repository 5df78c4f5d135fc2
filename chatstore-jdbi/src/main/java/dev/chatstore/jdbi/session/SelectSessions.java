package dev.chatstore.jdbi.session;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lists and counts the sessions of a scope. A scope is a range of names, either a single one or all, so that one statement
 * serves both. Safe for use by several threads.
 */
final class SelectSessions {
    /** Less than every name and every id. */
    private static final String FIRST = "";

    /** Greater than every name, since it is the character after the last one that names may contain. */
    private static final String LAST = "{";

    private static final int FIRST_PAGE = 50;
    private static final int PAGE = 1_000;

    private final Transactions transactions;

    SelectSessions(Transactions transactions) {
        this.transactions = transactions;
    }

    List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        return transactions.read(sql -> list(sql, scope, after, limit));
    }

    private static List<StoredSession> list(SqlHandle sql, SessionScope scope, @Nullable SessionId after, int limit) {
        String firstName = firstName(scope);
        String afterName = firstName;
        String afterId = FIRST;
        if (after != null && after.name().compareTo(firstName) >= 0) {
            afterName = after.name();
            afterId = after.value();
        }
        return query(sql, scope, afterName, afterId)
                .bind("limit", limit)
                .map((row, context) -> SessionMapper.listedSession(scope.tenant(), row))
                .list();
    }

    /** Returns the statement that lists the live sessions of a scope after a name and an id, without its limit. */
    static Query query(SqlHandle sql, SessionScope scope, String afterName, String afterId) {
        return query(sql, scope, Sql.LIST_SESSIONS, Sql.LIST_SESSIONS_BY_OWNER)
                .bind("after_name", afterName)
                .bind("after_id", afterId);
    }

    long count(SessionScope scope) {
        if (scope.owner() == null && transactions.statements().has(Sql.COUNT_SESSION_PAGE)) {
            return countPages(scope);
        }
        return transactions.read(sql -> query(sql, scope, Sql.COUNT_SESSIONS, Sql.COUNT_SESSIONS_BY_OWNER)
                .bind("first_name", firstName(scope))
                .mapTo(Long.class)
                .one());
    }

    /** Counts without an upper bound, which would be compared with each row, in pages that are small at first. */
    private long countPages(SessionScope scope) {
        long count = 0;
        Counted page = new Counted(scope.tenant(), firstName(scope), FIRST, true, 0);
        for (int limit = FIRST_PAGE; page.isFull() && isWithin(scope, page); limit = PAGE) {
            page = countPage(scope, page, limit);
            count += page.live();
        }
        return count;
    }

    /** What a page has, and its last session. */
    private record Counted(String tenant, String name, String id, boolean isFull, long live) {}

    private static boolean isWithin(SessionScope scope, Counted page) {
        return page.tenant().equals(scope.tenant()) && page.name().compareTo(lastName(scope)) <= 0;
    }

    private Counted countPage(SessionScope scope, Counted after, int limit) {
        return transactions.read(sql -> sql.query(Sql.COUNT_SESSION_PAGE)
                .bind("tenant", scope.tenant())
                .bind("last_name", lastName(scope))
                .bind("after_name", after.name())
                .bind("after_id", after.id())
                .bind("limit", limit)
                .map((row, context) -> new Counted(
                        row.getString("tenant"),
                        row.getString("name"),
                        row.getString("id"),
                        row.getInt("entries") == limit,
                        row.getLong("live")))
                .findOne()
                .orElse(new Counted(scope.tenant(), LAST, FIRST, false, 0)));
    }

    private static String lastName(SessionScope scope) {
        return scope.name() == null ? LAST : scope.name();
    }

    private static String firstName(SessionScope scope) {
        return scope.name() == null ? FIRST : scope.name();
    }

    private static Query query(SqlHandle sql, SessionScope scope, Sql ofTenant, Sql ofOwner) {
        Query query =
                scope.owner() == null ? sql.query(ofTenant) : sql.query(ofOwner).bind("owner", scope.owner());
        return query.bind("tenant", scope.tenant()).bind("last_name", lastName(scope));
    }
}
