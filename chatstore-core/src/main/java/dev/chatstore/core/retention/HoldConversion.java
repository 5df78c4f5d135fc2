package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;
import dev.chatstore.core.pseudonym.Pseudonyms;

/** Names holds by pseudonyms. */
public final class HoldConversion {
    /** The tenant of the library under which holds are stored. */
    public static final String TENANT = HoldRecord.TENANT;

    private HoldConversion() {}

    /**
     * Returns how a hold is stored with a pseudonym; the same object if it is stored so.
     *
     * @throws dev.chatstore.api.CorruptDataException if the subject of the hold cannot be read
     */
    @SuppressWarnings("exports") // for a neighbour within the module
    public static Conversation of(Conversation stored, Pseudonyms pseudonyms) {
        Hold hold = HoldRecord.hold(stored);
        Held held = hold.held().in(pseudonyms);
        return held.equals(hold.held())
                ? stored
                : new Conversation(
                        HoldRecord.key(held),
                        stored.version(),
                        stored.messageCount(),
                        stored.lastSequence(),
                        stored.tokens(),
                        HoldRecord.profile(held, hold.reason(), hold.by()),
                        stored.archived(),
                        stored.created(),
                        stored.lastActivity(),
                        stored.updated());
    }
}
