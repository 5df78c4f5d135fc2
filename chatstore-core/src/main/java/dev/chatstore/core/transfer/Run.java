package dev.chatstore.core.transfer;

import dev.chatstore.api.Append;
import dev.chatstore.api.NewMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of one conversation that follow one another.
 *
 * @param target the conversation
 * @param past whether an earlier import has come past them, so that they must not be appended any more
 * @param entries the messages, each with its place
 */
record Run(Target target, boolean past, List<Entry> entries) {
    /**
     * A message on its way.
     *
     * @param index its index in the source's list
     * @param message the message with its id
     * @param place where it stands
     */
    record Entry(long index, NewMessage message, Place place) {}

    Run(Target target, boolean past) {
        this(target, past, new ArrayList<>());
    }

    int size() {
        return entries.size();
    }

    /** Returns the append of all; of past ones it is one that can only find them there, since no version is so high. */
    Append append() {
        Append append =
                Append.of(target.id(), entries.stream().map(Entry::message).toList());
        return past ? append.expecting(Long.MAX_VALUE) : append;
    }

    Run part(int from, int to) {
        return new Run(target, past, entries.subList(from, to));
    }
}
