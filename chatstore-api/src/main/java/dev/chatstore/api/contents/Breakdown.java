package dev.chatstore.api.contents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are divided into groups.
 *
 * @param groups the groups: days in their order, all others with the most messages first
 * @param others everything in groups that were found after {@value #MAX_GROUPS} others, as one group without a key, in which
 *     a conversation counts once for each group that it is in; null if there is none
 */
public record Breakdown(List<ContentGroup> groups, @Nullable ContentGroup others) {
    /** The maximum number of groups, which bounds the memory. */
    public static final int MAX_GROUPS = 10_000;

    /** Creates it; the list is copied. */
    public Breakdown {
        groups = List.copyOf(groups);
    }

    /** Returns the groups, and the others if there are any, for a JSON document. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("groups", groups.stream().map(ContentGroup::asMap).toList());
        if (others != null) {
            map.put("others", others.asMap());
        }
        return map;
    }
}
