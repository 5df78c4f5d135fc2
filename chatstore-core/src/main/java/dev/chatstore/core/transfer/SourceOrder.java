package dev.chatstore.core.transfer;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongList;

/** The messages of one pass over a conversation of a source, each by a digest of its id without the count. */
final class SourceOrder {
    private final LongList messages = new LongList();
    private boolean made;

    void add(ImportEntry entry) {
        messages.add(Digest.of(Digest.base(entry.id())));
        made |= Digest.isMade(entry.id());
    }

    /** Returns whether some ids are made of what the messages say. */
    boolean areMade() {
        return made;
    }

    LongList messages() {
        return messages;
    }
}
