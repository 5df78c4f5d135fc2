package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.spi.MessageSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages with those of their revisions that fit into the memory.
 *
 * @param rows the messages in key order
 * @param revisions their revisions, or null if none has any
 * @param more whether there may be more messages after them
 */
record MessagePage(List<MessageRow> rows, @Nullable Revisions revisions, boolean more) {
    static final MessagePage EMPTY = new MessagePage(List.of(), null, true);

    /** Returns a message with its revisions, or null if these are not all here. */
    @Nullable MessageSnapshot snapshot(MessageRow row) {
        if (!row.hasEarlier()) {
            return new MessageSnapshot(row.message());
        }
        return revisions == null ? null : revisions.find(row);
    }
}
