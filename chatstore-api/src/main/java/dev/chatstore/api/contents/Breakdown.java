package dev.chatstore.api.contents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are divided into groups.
 *
 * @param groups the groups: days in their order, all others with the most messages first. Of more than {@value #MAX_GROUPS}, those
 *     of the conversations that were created last; each has its exact numbers, but a larger one may be among the others
 * @param others everything in the other groups, as one group without a key, in which a conversation counts once for each group
 *     that it is in; null if there is none
 */
public record Breakdown(List<ContentGroup> groups, @Nullable ContentGroup others) {
    /** The maximum number of groups, which bounds the memory. */
    public static final int MAX_GROUPS = 10_000;

    /** Creates it; the list is copied. */
    public Breakdown {
        groups = List.copyOf(groups);
    }

    /** Returns whether all groups are listed, so that the first one is the largest. */
    public boolean complete() {
        return others == null;
    }

    /**
     * Returns {@code complete}, {@code groups}, and {@code others} if there are any, for a JSON document.
     */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("complete", complete());
        map.put("groups", groups.stream().map(ContentGroup::asMap).toList());
        if (others != null) {
            map.put("others", others.asMap());
        }
        return map;
    }
}
