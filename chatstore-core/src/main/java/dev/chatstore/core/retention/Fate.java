package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;

/**
 * What a policy says about one conversation by itself.
 *
 * @param removed whether all of it is removed
 * @param archived whether it gets the archived flag
 * @param first the sequence of the first message that is kept
 * @param trimmed whether there are messages before that one
 */
record Fate(boolean removed, boolean archived, long first, boolean trimmed) {
    boolean changes() {
        return removed || archived || trimmed;
    }

    /** Returns the fate of a conversation that stays as it is. */
    static Fate ofAll(Conversation head) {
        return new Fate(false, false, head.firstSequence(), false);
    }
}
