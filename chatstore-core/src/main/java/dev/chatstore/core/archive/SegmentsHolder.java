package dev.chatstore.core.archive;

import dev.chatstore.api.Storage;
import java.util.Optional;

/** A store that may have an archive. */
public interface SegmentsHolder {
    /** Returns what moves the messages of the store, or empty if its backend has no archive. */
    Optional<Segments> segments();

    /** Returns what moves the messages of a storage, or empty if it has no archive. */
    static Optional<Segments> segments(Storage storage) {
        return storage.chats() instanceof SegmentsHolder holder ? holder.segments() : Optional.empty();
    }
}
