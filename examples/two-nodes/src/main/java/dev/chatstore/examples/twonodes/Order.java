package dev.chatstore.examples.twonodes;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was ordered so far: the state of a session.
 *
 * @param items what to bring, in the order in which it was asked for
 */
record Order(List<String> items) {
    static final Order EMPTY = new Order(List.of());

    Order plus(String item) {
        return new Order(Stream.concat(items.stream(), Stream.of(item)).toList());
    }
}
