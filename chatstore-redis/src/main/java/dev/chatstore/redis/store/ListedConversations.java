package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a scope, tenant by tenant from the newest to the oldest: one that is created meanwhile is newer than all
 * that are still to come, so none comes twice. For one thread.
 *
 * @param <T> what is read of each
 */
final class ListedConversations<T> implements Iterator<T> {
    private static final int PAGE = 100;

    private final ListReader reader;
    private final StoreScope scope;
    private final Pages pages;
    private final Reading<T> reading;
    private final Iterator<String> tenants;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** The tenant whose list is read, or null after its end. */
    private @Nullable String tenant;

    private byte[] from = ListReader.START;
    private @Nullable T next;

    /** Why the next one cannot be read. */
    private @Nullable CorruptDataException error;

    private ListedConversations(StoreContext store, StoreScope scope, Pages pages, Reading<T> reading) {
        this.reader = new ListReader(store);
        this.scope = scope;
        this.pages = pages;
        this.reading = reading;
        ConversationId only = scope.conversation();
        this.tenants = only == null ? StoreTenants.ofConversations(store, scope) : Collections.emptyIterator();
        if (only != null) {
            entries.add(new Entry(only, null));
        }
    }

    /** A conversation that the list has, with its head as far as it was read, or null if it is the only one of the scope. */
    private record Entry(ConversationId id, @Nullable HeadFields head) {}

    private interface Pages {
        List<Listed> read(ListReader reader, String tenant, byte[] list, byte[] from);
    }

    private interface Reading<T> {
        /** Returns a conversation, or empty if it was deleted or belongs to somebody else. */
        Optional<T> read(Entry entry);
    }

    /** Returns the whole conversations of a scope. */
    static Iterator<ConversationSnapshot> whole(StoreContext store, ConversationReads reads, StoreScope scope) {
        return new ListedConversations<>(
                store,
                scope,
                (reader, tenant, list, from) -> reader.read(tenant, list, from, PAGE, HeadFields.FLAGS),
                // It may have been deleted since the list was read.
                entry -> reads.find(entry.id()).filter(read -> scope.includes(read.head())));
    }

    /** Returns the conversations of a scope without their messages. */
    static Iterator<Conversation> heads(StoreContext store, ConversationReads reads, StoreScope scope) {
        return new ListedConversations<>(
                store,
                scope,
                (reader, tenant, list, from) -> reader.read(tenant, list, from, PAGE),
                entry -> (entry.head() == null
                                ? reads.head(entry.id())
                                : Optional.of(entry.head().conversation(entry.id())))
                        .filter(scope::includes));
    }

    @Override
    public boolean hasNext() {
        while (next == null && error == null) {
            Entry entry = nextEntry();
            if (entry == null) {
                return false;
            }
            try {
                next = CorruptParts.in(entry.id(), "head", () -> reading.read(entry))
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
    public T next() {
        boolean isThere = hasNext();
        CorruptDataException unreadable = error;
        if (unreadable != null) {
            error = null;
            throw unreadable;
        }
        if (!isThere || next == null) {
            throw new NoSuchElementException();
        }
        T found = next;
        next = null;
        return found;
    }

    private @Nullable Entry nextEntry() {
        while (entries.isEmpty()) {
            if (tenant == null) {
                if (!tenants.hasNext()) {
                    return null;
                }
                tenant = tenants.next();
                from = ListReader.START;
            }
            readPage(tenant);
        }
        return entries.remove();
    }

    private void readPage(String current) {
        ConversationQuery query = scope.owner() == null
                ? ConversationQuery.ofTenant(current)
                : ConversationQuery.ofTenant(current).withOwner(scope.owner());
        List<Listed> page = pages.read(reader, current, reader.list(query), from);
        page.stream()
                .filter(listed -> listed.isNamed(scope.owner()))
                .map(listed ->
                        new Entry(new ConversationId(current, listed.entry().value()), listed.head()))
                .forEach(entries::add);
        if (page.size() < PAGE) {
            tenant = null;
        } else {
            from = page.get(page.size() - 1).entry().before();
        }
    }
}
