package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.backend.KeyOrder;
import dev.chatstore.jdbi.conversation.ConversationMapper;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.sql.PageSize;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the heads of given conversations by pages in key order, as long as these have many of them, and else each by itself. For one
 * call.
 */
final class HeadLookup {
    /** A page of which a smaller part is wanted costs more than a statement for each. */
    private static final int WANTED_PART = 16;

    private final SnapshotReads reads;
    private final PageSize size = new PageSize();
    private final TreeMap<ConversationId, Optional<Conversation>> page = new TreeMap<>(KeyOrder.CONVERSATIONS);

    /** The last key that the page tells about, or null before the first page. */
    private @Nullable ConversationId end;

    private boolean isLastPage;
    private int wanted;
    private boolean isDense = true;

    HeadLookup(SnapshotReads reads) {
        this.reads = reads;
    }

    Map<ConversationId, Conversation> find(Collection<ConversationId> ids) {
        Map<ConversationId, Conversation> found = new HashMap<>();
        List<ConversationId> sorted =
                ids.stream().sorted(KeyOrder.CONVERSATIONS).toList();
        isDense = sorted.size() > 1;
        for (ConversationId id : sorted) {
            find(id).ifPresent(head -> found.put(id, head));
        }
        return found;
    }

    private Optional<Conversation> find(ConversationId id) {
        if (isInPage(id)) {
            wanted++;
            return page.getOrDefault(id, Optional.empty());
        }
        isDense &= end == null || wanted >= page.size() / WANTED_PART;
        Optional<Conversation> head = alone(id);
        if (isDense) {
            readAfter(id);
        }
        return head;
    }

    private boolean isInPage(ConversationId id) {
        return end != null && (isLastPage || KeyOrder.CONVERSATIONS.compare(id, end) <= 0);
    }

    private Optional<Conversation> alone(ConversationId id) {
        try {
            return reads.head(id).map(StoredHead::conversation);
        } catch (CorruptDataException | InvalidInputException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private void readAfter(ConversationId id) {
        page.clear();
        wanted = 0;
        end = id;
        List<HeadRow> rows = reads.heads(StoreScope.everything(), HeadRow.placeOf(id), size);
        isLastPage = !size.end();
        for (HeadRow row : rows) {
            ConversationId key = ConversationMapper.idOrNull(row.tenant(), row.value());
            if (key != null) {
                page.put(key, Optional.ofNullable(row.head()).map(StoredHead::conversation));
                end = key;
            }
        }
    }
}
