package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.TextPages;
import java.util.List;

/**
 * Reads the messages of a new segment. A change between two of its statements shows when the segment is put at the version
 * that the conversation had before.
 */
final class RowsForSegment {
    private enum Next {
        ADDED,
        FULL,
        CHANGED
    }

    private final ChatStore rows;
    private final ConversationId id;
    private final SegmentLines lines;

    RowsForSegment(ChatStore rows, ConversationId id, SegmentLines lines) {
        this.rows = rows;
        this.id = id;
        this.lines = lines;
    }

    /**
     * Reads messages until the segment is full.
     *
     * @return false if the conversation changed meanwhile
     * @throws CorruptDataException if the first message cannot be kept as it is
     */
    boolean read(long first, long last) {
        TextPages pages = new TextPages(rows);
        long sequence = first;
        while (sequence <= last) {
            List<Message> page = pages.read(id, sequence, last);
            if (page.isEmpty()) {
                return false;
            }
            for (Message message : page) {
                Next next = message.sequence() == sequence ? add(message) : Next.CHANGED;
                if (next != Next.ADDED) {
                    return next == Next.FULL;
                }
                sequence++;
            }
        }
        return lines.messages() > 0;
    }

    private Next add(Message message) {
        List<Message> earlier = List.of();
        if (message.revision() > 1 && !message.redacted()) {
            List<Message> revisions = rows.revisions(id, message.sequence());
            if (revisions.isEmpty() || !revisions.get(revisions.size() - 1).equals(message)) {
                return Next.CHANGED;
            }
            earlier = revisions.subList(0, revisions.size() - 1);
        }
        MessageSnapshot snapshot = new MessageSnapshot(message, earlier);
        boolean canKeep = SegmentLines.canKeep(snapshot);
        if (!canKeep && lines.messages() == 0) {
            throw CorruptDataException.ofConversation(
                    id,
                    "message " + message.sequence(),
                    "has unreadable parts or too many revisions, and stays out of the archive",
                    null);
        }
        return canKeep && lines.add(snapshot) ? Next.ADDED : Next.FULL;
    }
}
