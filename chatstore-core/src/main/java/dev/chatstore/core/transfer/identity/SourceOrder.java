package dev.chatstore.core.transfer.identity;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongList;

/** The messages of one pass over a conversation of a source, each by a digest of its id without the count. */
public final class SourceOrder {
    private final LongList messages = new LongList();
    private boolean made;

    /** Adds the next message. */
    public void add(ImportEntry entry) {
        messages.add(Digest.of(Digest.base(entry.id())));
        made |= Digest.isMade(entry.id());
    }

    /** Returns whether some ids are made of what the messages say. */
    public boolean areMade() {
        return made;
    }

    /** Returns the digests. */
    public LongList messages() {
        return messages;
    }
}
