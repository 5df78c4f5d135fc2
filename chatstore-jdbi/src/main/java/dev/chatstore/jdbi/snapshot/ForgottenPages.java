package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.ForgottenMessage;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** What is kept of the removed messages of a conversation, read in pages. For one thread. */
final class ForgottenPages implements Iterator<ForgottenMessage> {
    /** A row has an id and numbers. */
    static final int ROWS = 1_000;

    private final SnapshotReads reads;
    private final Conversation head;
    private List<ForgottenMessage> page;
    private int index;

    ForgottenPages(SnapshotReads reads, Conversation head) {
        this.reads = reads;
        this.head = head;
        page = reads.forgotten(head, 0, ROWS);
    }

    @Override
    public boolean hasNext() {
        if (index == page.size() && page.size() == ROWS) {
            page = reads.forgotten(head, page.get(index - 1).sequence(), ROWS);
            index = 0;
        }
        return index < page.size();
    }

    @Override
    public ForgottenMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(index++);
    }
}
