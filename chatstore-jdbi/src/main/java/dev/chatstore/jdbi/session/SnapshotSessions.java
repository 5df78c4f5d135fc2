package dev.chatstore.jdbi.session;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.jdbi.sql.PageSize;
import dev.chatstore.jdbi.sql.ReadTransaction;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads the sessions of a snapshot in pages. Safe for use by several threads; each iterator is for one. */
public final class SnapshotSessions {
    private static final int FIXED_BYTES = 300;

    private final ReadTransaction transaction;

    /** Creates the reads of a snapshot. */
    public SnapshotSessions(ReadTransaction transaction) {
        this.transaction = transaction;
    }

    /** Returns a live session, or empty if it does not exist. */
    public Optional<StoredSession> find(SessionId id) {
        return transaction.read(sql -> SessionMapper.session(id, sql.query(Sql.SELECT_SESSION, id)));
    }

    /** Returns the live sessions of a scope, by tenant, name and value. */
    public Iterator<StoredSession> of(StoreScope scope) {
        return scope.value() == null ? new Pages(scope) : Collections.emptyIterator();
    }

    /**
     * A row of a session.
     *
     * @param tenant the tenant as it is stored
     * @param name the name as it is stored
     * @param value the id as it is stored
     * @param session the session, or null if it cannot be read
     */
    private record SessionRow(
            String tenant,
            String name,
            String value,
            @Nullable StoredSession session) {
        static SessionRow read(@Nullable String onlyTenant, ResultSet row) throws SQLException {
            String tenant = onlyTenant == null ? SessionMapper.tenant(row) : onlyTenant;
            String name = SessionMapper.name(row);
            String value = SessionMapper.value(row);
            try {
                return new SessionRow(tenant, name, value, SessionMapper.listedSession(tenant, row));
            } catch (InvalidInputException | ArithmeticException e) {
                return new SessionRow(tenant, name, value, null);
            }
        }

        long bytes() {
            return (long) FIXED_BYTES + (session == null ? 0 : session.state().length());
        }
    }

    private final class Pages implements Iterator<StoredSession> {
        private final StoreScope scope;
        private final PageSize size = new PageSize();
        private List<SessionRow> page = List.of();
        private int index;
        private boolean more = true;

        Pages(StoreScope scope) {
            this.scope = scope;
        }

        @Override
        public boolean hasNext() {
            while (index == page.size() && more) {
                SessionRow last = page.isEmpty() ? null : page.get(page.size() - 1);
                page = transaction.read(sql -> query(sql, last)
                        .bind("limit", size.begin())
                        .setFetchSize(transaction.fetchSize())
                        .scanResultSet(this::page));
                more = size.end();
                index = 0;
            }
            return index < page.size();
        }

        private Query query(SqlHandle sql, @Nullable SessionRow last) {
            String afterName = last == null ? "" : last.name();
            String afterId = last == null ? "" : last.value();
            if (scope.tenant() != null) {
                return SelectSessions.query(
                        sql, new SessionScope(scope.tenant(), null, scope.owner()), afterName, afterId);
            }
            return sql.query(Sql.SNAPSHOT_SESSIONS)
                    .bind("tenant", last == null ? "" : last.tenant())
                    .bind("after_name", afterName)
                    .bind("after_id", afterId);
        }

        private List<SessionRow> page(Supplier<ResultSet> rows, StatementContext context) throws SQLException {
            try (context) {
                List<SessionRow> read = new ArrayList<>();
                for (ResultSet row = rows.get(); row.next(); ) {
                    SessionRow session = SessionRow.read(scope.tenant(), row);
                    read.add(session);
                    if (size.isFullAfter(session.bytes())) {
                        break;
                    }
                }
                return read;
            }
        }

        @Override
        public StoredSession next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            StoredSession session = page.get(index++).session();
            if (session == null) {
                throw CorruptDataException.ofStorage(
                        "a session has an id or a time that cannot be one. Another program wrote its row, which only the"
                                + " database can delete",
                        null);
            }
            return session;
        }
    }
}
