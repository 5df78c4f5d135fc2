package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.sql.PageSize;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The messages of a conversation that is larger than a page, read in pages each time.
 *
 * @param first its first messages, which were read already
 */
record PagedMessages(SnapshotReads reads, StoredHead head, List<MessageSnapshot> first)
        implements Iterable<MessageSnapshot> {
    @Override
    public Iterator<MessageSnapshot> iterator() {
        return new Reading();
    }

    private final class Reading implements Iterator<MessageSnapshot> {
        private final PageSize size = new PageSize();
        private final Iterator<MessageSnapshot> begun = first.iterator();
        private MessagePage page = MessagePage.EMPTY;
        private int index;
        private long sequence = head.firstRow() - 1;

        @Override
        public boolean hasNext() {
            if (begun.hasNext()) {
                return true;
            }
            while (index == page.rows().size()
                    && page.more()
                    && sequence < head.conversation().lastSequence()) {
                page = reads.messagesOf(head.conversation().id(), sequence, size);
                index = 0;
            }
            return index < page.rows().size();
        }

        @Override
        public MessageSnapshot next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (begun.hasNext()) {
                MessageSnapshot known = begun.next();
                sequence = known.message().sequence();
                return known;
            }
            MessageRow row = page.rows().get(index++);
            sequence = row.message().sequence();
            MessageSnapshot found = page.snapshot(row);
            return found == null ? reads.withRevisions(row) : found;
        }
    }
}
