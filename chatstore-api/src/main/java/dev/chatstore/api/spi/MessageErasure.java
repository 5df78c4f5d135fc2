package dev.chatstore.api.spi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.util.Optional;

/** Removes what a person wrote in conversations that stay, together with who wrote it. Safe for use by several threads. */
public interface MessageErasure {
    /**
     * Empties a message and its earlier revisions for good, as {@link dev.chatstore.api.ChatStore#redact} does, and removes
     * its author; returns the message after that. The sequence, the role, the parent and the times remain, and the id unless
     * it is to be removed too. Empty if the message does not exist. A message that was redacted before loses its author as
     * well; one that has nothing to lose is left as it is. A damaged message can be erased too.
     *
     * <p>With its id kept, appending the message again changes nothing. Without it, an append of that id is a new message.
     *
     * <p>The version rises by one. Listeners get the message after the change, as after a redaction. Caches in front drop the
     * conversation, since a shared one may hold the text of a message next to its redaction.
     *
     * <p>Atomicity and cost: as for a redaction.
     *
     * @param withId whether the id is removed too
     * @throws dev.chatstore.api.UnavailableException if the store is out of reach, or the outcome is unknown: erase it again
     */
    Optional<Message> erase(ConversationId id, long sequence, boolean withId);
}
