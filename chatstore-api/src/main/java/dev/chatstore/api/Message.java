package dev.chatstore.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored message; only stores create one.
 *
 * @param sequence the message's place in the conversation: 1 for the first, without gaps
 * @param version the version of the conversation that the message's append created
 * @param id the caller's id, or null if the caller gave none
 * @param role the role of the speaker
 * @param author the speaker's name or id, or null
 * @param text the text, as last edited; empty once redacted
 * @param attachments the files that belong to the message
 * @param metadata a JSON object as plain Java values
 * @param parent the sequence of the message that this one follows, 0 at the conversation's start
 * @param tokens the number of tokens that the message counts for; 0 once redacted
 * @param revision the number of the current revision: 1 as appended, and one more for each edit and for a redaction
 * @param created when the message was stored, by the writer's clock, to the microsecond; it orders nothing
 * @param said when the message was said: the time that the caller gave, to the microsecond, else the same as {@code
 *     created}; it orders nothing
 * @param edited when the message was last edited or redacted, or null
 * @param redacted whether the message was emptied for good
 * @param unreadable the parts that cannot be read, since the stored row is damaged or a newer version of the library wrote
 *     it; none as a rule. {@code attachments} and {@code metadata} are then empty. With {@code role}, or {@code message}
 *     for all of it, the role is {@link Role#SYSTEM} and the content is empty. To redact the message, or to give the part
 *     anew by an edit, ends it; only an unreadable role stays
 */
// Flat, since every reader of a history uses it: message.text(), not message.content().text().
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
        Instant said,
        @Nullable Instant edited,
        boolean redacted,
        List<String> unreadable)
        implements HasMetadata, Serializable {
    private static final List<String> CONTENT = List.of("attachments", "metadata");

    /** Creates a message of which everything can be read. */
    public Message(
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
            Instant said,
            @Nullable Instant edited,
            boolean redacted) {
        this(
                sequence,
                version,
                id,
                role,
                author,
                text,
                attachments,
                metadata,
                parent,
                tokens,
                revision,
                created,
                said,
                edited,
                redacted,
                List.of());
    }

    /** Returns a message as it is right after its append. */
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
                message.said() == null ? created : message.said(),
                null,
                false);
    }

    /** Returns this message as an edit leaves it. An edit that changes nothing returns this message itself. */
    public Message revised(MessageEdit edit, Instant time) {
        Message revised = revised(
                edit.text(),
                edit.attachments() == null ? attachments : edit.attachments(),
                edit.metadata() == null ? metadata : edit.metadata(),
                edit.tokens() == null ? tokens : edit.tokens(),
                time,
                false,
                unreadable.stream()
                        .filter(part -> !(part.equals("attachments") && edit.attachments() != null))
                        .filter(part -> !(part.equals("metadata") && edit.metadata() != null))
                        .toList());
        return hasSameContent(revised) ? this : revised;
    }

    /** Returns this message as a redaction leaves it; a redacted message is returned itself. */
    public Message emptied(Instant time) {
        List<String> left =
                unreadable.stream().filter(part -> !CONTENT.contains(part)).toList();
        return redacted ? this : revised("", List.of(), Map.of(), 0, time, true, left);
    }

    private boolean hasSameContent(Message other) {
        return text.equals(other.text)
                && attachments.equals(other.attachments)
                && metadata.equals(other.metadata)
                && tokens == other.tokens
                && redacted == other.redacted
                && unreadable.equals(other.unreadable);
    }

    private Message revised(
            String newText,
            List<Attachment> newAttachments,
            Map<String, @Nullable Object> newMetadata,
            long newTokens,
            Instant time,
            boolean empties,
            List<String> stillUnreadable) {
        return new Message(
                sequence,
                version,
                id,
                role,
                author,
                newText,
                newAttachments,
                newMetadata,
                parent,
                newTokens,
                revision + 1,
                created,
                said,
                time,
                empties,
                stillUnreadable);
    }

    /** Returns the ids and numbers, without the author, the text, the attachments and the metadata. */
    @Override
    public String toString() {
        return "Message[sequence=" + sequence + ", version=" + version + ", id="
                + (id == null ? null : Checks.printable(id)) + ", role=" + role.label() + ", parent=" + parent
                + ", tokens=" + tokens + ", revision=" + revision + ", redacted=" + redacted
                + (unreadable.isEmpty() ? "" : ", unreadable=" + unreadable) + "]";
    }
}
