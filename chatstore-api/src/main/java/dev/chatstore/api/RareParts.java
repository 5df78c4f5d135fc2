package dev.chatstore.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts that most messages do not have, apart from the message for the sake of its size.
 *
 * @param branch how far the parent is from the message right before, 0 for that message itself
 * @param saidAfter microseconds from the time at which the message was stored to the time at which it was said
 * @param wide the numbers that do not fit into the message's own fields, or null
 */
record RareParts(
        @Nullable String id,
        @Nullable String author,
        List<Attachment> attachments,
        Map<String, @Nullable Object> metadata,
        long branch,
        int revision,
        long saidAfter,
        @Nullable Instant edited,
        boolean redacted,
        List<String> unreadable,
        @Nullable Wide wide)
        implements Serializable {
    static final RareParts NONE = new RareParts(null, null, List.of(), Map.of(), 0, 1, 0, null, false, List.of(), null);

    /** Numbers that no store writes: only a damaged row has them. */
    record Wide(long version, long tokens) implements Serializable {}

    /** Returns what a message keeps of these parts: null for none, the id if there is nothing else, or all of them. */
    @Nullable Serializable kept() {
        // Each message is created this way, and most have an id at most: no comparison by the parts of a record.
        boolean areOthers = author != null
                || !attachments.isEmpty()
                || !metadata.isEmpty()
                || branch != 0
                || revision != 1
                || saidAfter != 0
                || edited != null
                || redacted
                || !unreadable.isEmpty()
                || wide != null;
        return areOthers ? this : id;
    }

    /** Returns nothing of the parts, since users wrote most of them. */
    @Override
    public String toString() {
        return "RareParts[]";
    }
}
