package dev.chatstore.core.archive.run;

import dev.chatstore.api.spi.segment.Segment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was moved, or would be, in numbers.
 *
 * @param conversations the number of conversations that were looked at
 * @param conversationsMoved the number of conversations of which messages were moved
 * @param messages the number of messages that were moved
 * @param segments the number of segments that were written, or brought back
 * @param bytes the size of the messages as JSON
 * @param stored the size of their segments
 * @param small the number of conversations that were left since fewer messages than the rule's least number would go
 * @param changed the number of conversations that were left since they changed again and again
 * @param damaged the number of conversations that were left since they, or one of the messages, cannot be read
 * @param orphans the number of contents without a segment that were removed from the place
 */
// Ten components: the lines of a report.
public record ArchiveCounts(
        long conversations,
        long conversationsMoved,
        long messages,
        long segments,
        long bytes,
        long stored,
        long small,
        long changed,
        long damaged,
        long orphans) {
    static final ArchiveCounts NONE = new ArchiveCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    static final ArchiveCounts LOOKED = new ArchiveCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    static final ArchiveCounts MOVED = new ArchiveCounts(0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    static final ArchiveCounts SMALL = new ArchiveCounts(0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    static final ArchiveCounts CHANGED = new ArchiveCounts(0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    static final ArchiveCounts DAMAGED = new ArchiveCounts(0, 0, 0, 0, 0, 0, 0, 0, 1, 0);

    static ArchiveCounts of(Segment segment) {
        return new ArchiveCounts(0, 0, segment.messages(), 1, segment.size(), segment.stored(), 0, 0, 0, 0);
    }

    static ArchiveCounts orphans(long contents) {
        return new ArchiveCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, contents);
    }

    ArchiveCounts plus(ArchiveCounts more) {
        return new ArchiveCounts(
                conversations + more.conversations,
                conversationsMoved + more.conversationsMoved,
                messages + more.messages,
                segments + more.segments,
                bytes + more.bytes,
                stored + more.stored,
                small + more.small,
                changed + more.changed,
                damaged + more.damaged,
                orphans + more.orphans);
    }

    /** Returns the numbers by their names in a fixed order, for a JSON document. */
    public Map<String, Object> asMap() {
        return new LinkedHashMap<>(amounts());
    }

    Map<String, Long> amounts() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("conversations", conversations);
        map.put("conversationsMoved", conversationsMoved);
        map.put("messages", messages);
        map.put("segments", segments);
        map.put("bytes", bytes);
        map.put("stored", stored);
        map.put("small", small);
        map.put("changed", changed);
        map.put("damaged", damaged);
        map.put("orphans", orphans);
        return map;
    }
}
