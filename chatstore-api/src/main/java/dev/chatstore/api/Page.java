package dev.chatstore.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param items the items on this page
 * @param next the cursor that selects the page after this one, or null if this is the last page. It is opaque, and may be
 *     given away, to a browser for instance: it contains no more than the position in the list
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Creates a page. The list is copied. */
    public Page {
        items = Checks.elements("page.items", items);
    }
}
