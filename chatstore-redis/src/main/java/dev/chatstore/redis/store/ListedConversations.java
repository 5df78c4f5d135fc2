package dev.chatstore.redis.store;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.redis.store.ListReader.Listed;
import dev.chatstore.redis.store.form.CorruptParts;
import dev.chatstore.redis.store.form.HeadFields;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a scope, tenant by tenant from the newest to the oldest: one that is created meanwhile is newer than all
 * that are still to come, so none comes twice. For one thread.
 */
final class ListedConversations implements Iterator<ConversationSnapshot> {
    private static final int PAGE = 100;

    private final ListReader reader;
    private final ConversationReads reads;
    private final StoreScope scope;
    private final Iterator<String> tenants;
    private final Deque<ConversationId> ids = new ArrayDeque<>();

    /** The tenant whose list is read, or null after its end. */
    private @Nullable String tenant;

    private byte[] from = ListReader.START;
    private @Nullable ConversationSnapshot next;

    /** Why the next one cannot be read. */
    private @Nullable CorruptDataException error;

    ListedConversations(StoreContext store, ConversationReads reads, StoreScope scope) {
        this.reader = new ListReader(store);
        this.reads = reads;
        this.scope = scope;
        ConversationId only = scope.conversation();
        this.tenants = only == null ? StoreTenants.ofConversations(store, scope) : Collections.emptyIterator();
        if (only != null) {
            ids.add(only);
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && error == null) {
            ConversationId id = nextId();
            if (id == null) {
                return false;
            }
            try {
                // It may have been deleted since the list was read, or belong to somebody else.
                next = CorruptParts.in(id, "head", () -> reads.find(id))
                        .filter(read -> scope.includes(read.head()))
                        .orElse(null);
            } catch (CorruptDataException e) {
                error = e;
            }
        }
        return true;
    }

    /**
     * Returns the next conversation.
     *
     * @throws CorruptDataException if it cannot be read; the iteration may go on
     */
    @Override
    public ConversationSnapshot next() {
        boolean isThere = hasNext();
        CorruptDataException unreadable = error;
        if (unreadable != null) {
            error = null;
            throw unreadable;
        }
        if (!isThere || next == null) {
            throw new NoSuchElementException();
        }
        ConversationSnapshot found = next;
        next = null;
        return found;
    }

    private @Nullable ConversationId nextId() {
        while (ids.isEmpty()) {
            if (tenant == null) {
                if (!tenants.hasNext()) {
                    return null;
                }
                tenant = tenants.next();
                from = ListReader.START;
            }
            readPage(tenant);
        }
        return ids.remove();
    }

    private void readPage(String current) {
        ConversationQuery query = scope.owner() == null
                ? ConversationQuery.ofTenant(current)
                : ConversationQuery.ofTenant(current).withOwner(scope.owner());
        List<Listed> page = reader.read(current, reader.list(query), from, PAGE, HeadFields.FLAGS);
        page.stream()
                .filter(listed -> listed.isNamed(scope.owner()))
                .map(listed -> new ConversationId(current, listed.entry().value()))
                .forEach(ids::add);
        if (page.size() < PAGE) {
            tenant = null;
        } else {
            from = page.get(page.size() - 1).entry().before();
        }
    }
}
