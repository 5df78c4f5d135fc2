package dev.chatstore.redis.store;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoredSession;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The live sessions of a scope, tenant by tenant in pages. For one thread. */
final class ListedSessions implements Iterator<StoredSession> {
    private static final int PAGE = 100;
    private static final long PAGE_BYTES = 4 << 20;

    private final SessionLists lists;
    private final StoreScope scope;
    private final Iterator<String> tenants;
    private List<StoredSession> page = List.of();
    private int index;
    private @Nullable String tenant;

    ListedSessions(StoreContext store, SessionLists lists, StoreScope scope) {
        this.lists = lists;
        this.scope = scope;
        this.tenants = StoreTenants.ofSessions(store, scope);
    }

    @Override
    public boolean hasNext() {
        while (index == page.size()) {
            SessionId last = page.isEmpty() ? null : page.get(page.size() - 1).id();
            if (tenant == null) {
                if (!tenants.hasNext()) {
                    return false;
                }
                tenant = tenants.next();
                last = null;
            }
            SessionScope ofTenant = new SessionScope(tenant, null, scope.owner());
            int size = lists.fitting(ofTenant, last, PAGE, PAGE_BYTES);
            page = lists.list(ofTenant, last, size);
            index = 0;
            if (page.size() < size) {
                tenant = null;
            }
        }
        return true;
    }

    /**
     * Returns the next session.
     *
     * @throws CorruptDataException if it cannot be read; the iteration may go on
     */
    @Override
    public StoredSession next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredSession session = page.get(index++);
        if (session.version() == 0) {
            throw CorruptDataException.ofSession(session.id(), "row", "cannot be read; delete the session", null);
        }
        return session;
    }
}
