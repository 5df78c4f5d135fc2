package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.backend.KeyOrder;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.sql.PageSize;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The conversations of a scope. Pages of heads and pages of messages are read side by side, so that small
 * conversations need no statement of their own. For one thread.
 */
final class SnapshotConversations implements Iterator<ConversationSnapshot> {
    private final SnapshotReads reads;
    private final StoreScope scope;
    private final SnapshotHeads heads;
    private final PageSize messageSize = new PageSize();
    private MessagePage page = MessagePage.EMPTY;
    private int nextRow;

    SnapshotConversations(SnapshotReads reads, StoreScope scope) {
        this.reads = reads;
        this.scope = scope;
        this.heads = new SnapshotHeads(reads, scope);
    }

    @Override
    public boolean hasNext() {
        return heads.hasNext();
    }

    @Override
    public ConversationSnapshot next() {
        StoredHead head = heads.nextStored();
        // Those of an owner or a single one are not next to each other.
        boolean areNeighbours = scope.owner() == null && scope.value() == null;
        return areNeighbours && head.rows() > 0 ? fromPage(head) : alone(reads, head);
    }

    /** Returns a conversation whose messages are read by themselves: at once if they fit into a page. */
    static ConversationSnapshot alone(SnapshotReads reads, StoredHead head) {
        return head.rows() == 0
                ? new ConversationSnapshot(head.conversation(), List.of(), forgotten(reads, head))
                : continued(reads, head, new ArrayList<>());
    }

    /** Returns a conversation whose first messages were read. */
    private static ConversationSnapshot continued(
            SnapshotReads reads, StoredHead head, List<MessageSnapshot> messages) {
        long last = head.firstRow() - 1 + messages.size();
        MessagePage more = reads.messagesOf(head.conversation().id(), last, new PageSize());
        addTo(head, messages, more, more.rows());
        return new ConversationSnapshot(
                head.conversation(),
                messages.size() == head.rows() ? messages : new PagedMessages(reads, head, messages),
                forgotten(reads, head));
    }

    /** Returns what is kept of removed messages, which is read when it is asked for. */
    private static Iterable<ForgottenMessage> forgotten(SnapshotReads reads, StoredHead head) {
        Conversation conversation = head.conversation();
        return conversation.firstSequence() == 1 ? List.of() : () -> new ForgottenPages(reads, conversation);
    }

    private ConversationSnapshot fromPage(StoredHead head) {
        skipTo(head.conversation().id());
        if (nextRow == page.rows().size() && page.more()) {
            page = reads.messagesFrom(head.conversation().id(), scope.tenant() != null, messageSize);
            nextRow = 0;
        }
        List<MessageRow> rows = new ArrayList<>();
        while (nextRow < page.rows().size()
                && page.rows().get(nextRow).id().equals(head.conversation().id())) {
            MessageRow row = page.rows().get(nextRow++);
            // Later ones are left over from a deleted conversation of the same id; earlier ones are in segments or were
            // removed as old ones.
            if (row.message().sequence() >= head.firstRow()
                    && row.message().sequence() <= head.conversation().lastSequence()) {
                rows.add(row);
            }
        }
        List<MessageSnapshot> messages = new ArrayList<>(rows.size());
        addTo(head, messages, page, rows);
        return messages.size() == head.rows()
                ? new ConversationSnapshot(head.conversation(), messages, forgotten(reads, head))
                : continued(reads, head, messages);
    }

    /** Passes over what is left over from deleted conversations. */
    private void skipTo(ConversationId id) {
        while (nextRow < page.rows().size()) {
            ConversationId next = page.rows().get(nextRow).id();
            if (next.equals(id) || KeyOrder.CONVERSATIONS.compare(next, id) > 0) {
                return;
            }
            nextRow++;
        }
    }

    /** Adds messages up to the first one whose revisions are not all in the page. */
    private static void addTo(
            StoredHead head, List<MessageSnapshot> messages, MessagePage page, List<MessageRow> rows) {
        for (MessageRow row : rows) {
            MessageSnapshot snapshot = page.snapshot(row);
            if (snapshot == null || snapshot.message().sequence() != head.firstRow() + messages.size()) {
                return;
            }
            messages.add(snapshot);
        }
    }
}
