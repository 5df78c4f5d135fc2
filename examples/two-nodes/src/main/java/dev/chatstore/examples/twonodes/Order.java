package dev.chatstore.examples.twonodes;

import java.util.List;
import java.util.stream.Stream;

/**
 * The ordered items: the state of a session.
 *
 * @param items the items in the order in which they were requested
 */
record Order(List<String> items) {
    static final Order EMPTY = new Order(List.of());

    Order plus(String item) {
        return new Order(Stream.concat(items.stream(), Stream.of(item)).toList());
    }
}
