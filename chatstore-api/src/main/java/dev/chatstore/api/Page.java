package dev.chatstore.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list.
 *
 * @param items what stands on this page
 * @param next the cursor that asks for the page after this one, or null if this is the last. Its text means nothing to
 *     the caller and may be given away, to a browser for instance
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Makes a page; the items are copied. */
    public Page {
        items = List.copyOf(items);
    }
}
