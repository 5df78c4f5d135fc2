package dev.chatstore.api;

import java.time.Instant;

/**
 * A stored conversation without its messages; only stores create one.
 *
 * @param id the conversation's id
 * @param version the version, which rises by one with each committed change: an append of any size, an edit, a redaction,
 *     a patch, a removal of old messages
 * @param messageCount the number of messages, without those that were removed as old ones
 * @param lastSequence the sequence of the newest message, also if it was removed as an old one; 0 if there never was one
 * @param tokens the tokens of all messages together, without those that were removed as old ones
 * @param profile the owner, title, model, system prompt and metadata
 * @param archived whether the conversation is archived; a new message ends it
 * @param created when the conversation was created, by the writer's clock, to the microsecond
 * @param lastActivity when the newest message was stored, or the conversation was created if it has none, by the writer's
 *     clock, to the microsecond. Edits, redactions, patches and archiving leave it
 * @param updated when the conversation last changed in any way, by the writer's clock, to the microsecond
 */
// Ten components: a row of the conversations' table; only stores create one.
public record Conversation(
        ConversationId id,
        long version,
        long messageCount,
        long lastSequence,
        long tokens,
        Profile profile,
        boolean archived,
        Instant created,
        Instant lastActivity,
        Instant updated) {
    /**
     * Returns the sequence at which the history begins: that of the oldest message, 1 unless older ones were removed. If
     * there is no message, it is the sequence of the next one. The messages from it to {@link #lastSequence} have no gap.
     */
    public long firstSequence() {
        return lastSequence - messageCount + 1;
    }

    /** Returns the id and numbers, without the profile. */
    @Override
    public String toString() {
        return "Conversation[id=" + id + ", version=" + version + ", messageCount=" + messageCount + ", lastSequence="
                + lastSequence + ", tokens=" + tokens + ", archived=" + archived + "]";
    }
}
