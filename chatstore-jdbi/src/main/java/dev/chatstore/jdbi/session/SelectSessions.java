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
        return transactions.read(sql -> query(sql, scope, Sql.COUNT_SESSIONS, Sql.COUNT_SESSIONS_BY_OWNER)
                .bind("first_name", firstName(scope))
                .mapTo(Long.class)
                .one());
    }

    private static String firstName(SessionScope scope) {
        return scope.name() == null ? FIRST : scope.name();
    }

    private static Query query(SqlHandle sql, SessionScope scope, Sql ofTenant, Sql ofOwner) {
        Query query =
                scope.owner() == null ? sql.query(ofTenant) : sql.query(ofOwner).bind("owner", scope.owner());
        return query.bind("tenant", scope.tenant()).bind("last_name", scope.name() == null ? LAST : scope.name());
    }
}
