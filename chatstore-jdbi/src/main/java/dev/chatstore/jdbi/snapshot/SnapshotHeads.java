package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.sql.PageSize;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** The heads of the conversations of a scope, in pages. For one thread. */
final class SnapshotHeads implements Iterator<Conversation> {
    private final SnapshotReads reads;
    private final StoreScope scope;
    private final PageSize size = new PageSize();
    private List<HeadRow> page = List.of();
    private int next;
    private boolean more = true;

    SnapshotHeads(SnapshotReads reads, StoreScope scope) {
        this.reads = reads;
        this.scope = scope;
    }

    @Override
    public boolean hasNext() {
        while (next == page.size() && more) {
            read();
        }
        return next < page.size();
    }

    private void read() {
        ConversationId only = scope.conversation();
        if (only != null) {
            page = reads.head(only).map(HeadRow::of).stream().toList();
            more = false;
            return;
        }
        page = reads.heads(scope, page.isEmpty() ? null : page.get(page.size() - 1), size);
        more = size.end();
        next = 0;
    }

    /**
     * Returns the next head.
     *
     * @throws dev.chatstore.api.CorruptDataException if it cannot be read; the iteration may go on
     */
    @Override
    public Conversation next() {
        return nextStored().conversation();
    }

    /** Returns the next head as {@link #next} does, with the number of its messages in segments. */
    StoredHead nextStored() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        HeadRow row = page.get(next++);
        if (row.error() != null) {
            throw row.error().copy();
        }
        return Objects.requireNonNull(row.head());
    }
}
