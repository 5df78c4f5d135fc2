package dev.chatstore.core.retention;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What retention has done, or would do, in numbers.
 *
 * @param conversations the number of conversations that were looked at
 * @param conversationsRemoved the number of conversations that were removed
 * @param conversationsArchived the number of conversations that got the archived flag
 * @param messagesRemoved the number of messages that were removed, those of removed conversations included
 * @param held the number of conversations of which something was kept because of a hold
 * @param damaged the number of conversations that were left as they are because they, or a message that decides about them,
 *     cannot be read
 */
// Six components: the lines of a report.
public record RetentionCounts(
        long conversations,
        long conversationsRemoved,
        long conversationsArchived,
        long messagesRemoved,
        long held,
        long damaged) {
    static final RetentionCounts NONE = new RetentionCounts(0, 0, 0, 0, 0, 0);

    RetentionCounts plus(RetentionCounts more) {
        return new RetentionCounts(
                conversations + more.conversations,
                conversationsRemoved + more.conversationsRemoved,
                conversationsArchived + more.conversationsArchived,
                messagesRemoved + more.messagesRemoved,
                held + more.held,
                damaged + more.damaged);
    }

    /** Returns the numbers by their names in a fixed order, for a JSON document. */
    public Map<String, Object> asMap() {
        return new LinkedHashMap<>(amounts());
    }

    Map<String, Long> amounts() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("conversations", conversations);
        map.put("conversationsRemoved", conversationsRemoved);
        map.put("conversationsArchived", conversationsArchived);
        map.put("messagesRemoved", messagesRemoved);
        map.put("held", held);
        map.put("damaged", damaged);
        return map;
    }
}
