package dev.chatstore.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param items the items on this page
 * @param next the cursor that selects the page after this one, or null if this is the last page. It is opaque, and may be
 *     given away, to a browser for instance: it contains no more than the position in the list
 * @param unreadable what is in the list near the items and cannot be read at all, none as a rule: each exception names its
 *     conversation or session, which can be deleted. It may be on two pages
 */
public record Page<T>(List<T> items, @Nullable String next, List<CorruptDataException> unreadable) {
    /** Creates a page. The lists are copied. */
    public Page {
        items = Checks.elements("page.items", items);
        unreadable = Checks.elements("page.unreadable", unreadable);
    }

    /** Creates a page of which everything can be read. The list is copied. */
    public Page(List<T> items, @Nullable String next) {
        this(items, next, List.of());
    }
}
