package dev.chatstore.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as the store keeps it, made by stores.
 *
 * @param sequence its place in the conversation, 1 for the first, without gaps
 * @param version the conversation's version that its append made
 * @param id the caller's id, or null if it gave none
 * @param role who speaks
 * @param author the speaker's name or id, or null
 * @param text what was said, as last edited; empty once redacted
 * @param attachments the files that belong to it
 * @param metadata a JSON object as plain Java values
 * @param parent the sequence of the message it follows, 0 at the conversation's start
 * @param tokens how many tokens it counts for
 * @param revision 1 as appended, and one more for each edit and for a redaction
 * @param created when it was appended, by the writer's clock, to the microsecond; it orders nothing
 * @param edited when it was last edited or redacted, or null
 * @param redacted whether its content was emptied for good
 */
// Flat, since it is what every reader of a history holds: message.text(), not message.content().text().
public record Message(
        long sequence,
        long version,
        @Nullable String id,
        Role role,
        @Nullable String author,
        String text,
        List<Attachment> attachments,
        Map<String, @Nullable Object> metadata,
        long parent,
        long tokens,
        int revision,
        Instant created,
        @Nullable Instant edited,
        boolean redacted) {
    /** Returns a message as it stands right after it was appended. */
    public static Message appended(NewMessage message, long sequence, long version, Instant created) {
        return new Message(
                sequence,
                version,
                message.id(),
                message.role(),
                message.author(),
                message.text(),
                message.attachments(),
                message.metadata(),
                message.parent() == null ? sequence - 1 : message.parent(),
                message.tokens(),
                1,
                created,
                null,
                false);
    }
}
