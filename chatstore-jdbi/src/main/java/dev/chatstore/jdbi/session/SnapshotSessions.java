package dev.chatstore.jdbi.session;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.jdbi.sql.ReadTransaction;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the sessions of a snapshot in pages. Safe for use by several threads; each iterator is for one. */
public final class SnapshotSessions {
    /** A state has up to 1 MiB by default. */
    private static final int PAGE = 100;

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

    private final class Pages implements Iterator<StoredSession> {
        private final StoreScope scope;
        private List<StoredSession> page = List.of();
        private int index;
        private boolean more = true;

        Pages(StoreScope scope) {
            this.scope = scope;
        }

        @Override
        public boolean hasNext() {
            if (index == page.size() && more) {
                SessionId last =
                        page.isEmpty() ? null : page.get(page.size() - 1).id();
                page = transaction.read(sql -> page(sql, last));
                more = page.size() == PAGE;
                index = 0;
            }
            return index < page.size();
        }

        private List<StoredSession> page(SqlHandle sql, @Nullable SessionId last) {
            if (scope.tenant() != null) {
                return SelectSessions.list(sql, new SessionScope(scope.tenant(), null, scope.owner()), last, PAGE);
            }
            return sql.query(Sql.SNAPSHOT_SESSIONS)
                    .bind("tenant", last == null ? "" : last.tenant())
                    .bind("after_name", last == null ? "" : last.name())
                    .bind("after_id", last == null ? "" : last.value())
                    .bind("limit", PAGE)
                    .setFetchSize(transaction.fetchSize())
                    .map((row, context) -> SessionMapper.snapshotSession(row))
                    .list();
        }

        @Override
        public StoredSession next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(index++);
        }
    }
}
