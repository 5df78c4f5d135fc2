package dev.chatstore.core.transfer;

import dev.chatstore.api.NewMessage;
import dev.chatstore.core.transfer.source.Place;
import java.util.List;

/**
 * A message on its way into a store.
 *
 * @param ordinal its place among the messages of its conversation that are brought in, from 1
 * @param message the message with its id and without its parent
 * @param parent the ordinal of the message that it follows, 0 for the conversation's start, {@link #PREVIOUS} for the one
 *     before it
 * @param place where it is in the source
 * @param changes what the source says and the model cannot
 */
record ImportEntry(int ordinal, NewMessage message, int parent, Place place, List<String> changes) {
    static final int PREVIOUS = -1;

    long bytes() {
        return place.region().length();
    }
}
