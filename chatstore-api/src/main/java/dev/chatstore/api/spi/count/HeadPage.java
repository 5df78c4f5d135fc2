package dev.chatstore.api.spi.count;

import java.util.List;

/**
 * Heads of conversations, in numbers.
 *
 * @param heads the heads that can be read
 * @param unreadable the values of the ids of those between them, and after the last of a list, that cannot be read. One may be
 *     on two pages that follow each other
 */
public record HeadPage(List<HeadCount> heads, List<String> unreadable) {
    /** Creates a page; the lists are copied. */
    public HeadPage {
        heads = List.copyOf(heads);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns the number of heads and of those that cannot be read. */
    @Override
    public String toString() {
        return "HeadPage[heads=" + heads.size() + ", unreadable=" + unreadable.size() + "]";
    }
}
