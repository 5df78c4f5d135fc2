package dev.chatstore.api;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored message; only stores create one. Immutable. Two messages are equal if all their parts are.
 *
 * <p>Times are kept to the microsecond, as stores keep them; a finer time is truncated.
 */
// Flat, since every reader of a history uses it: message.text(), not message.content().text(). A class, not a record:
// most of the heap of a cached conversation are its messages, and most messages have few of these parts.
public final class Message implements HasMetadata, Serializable {
    private static final long serialVersionUID = 1;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final List<String> CONTENT = List.of("attachments", "metadata");

    private final long sequence;
    private final long createdMicros;

    /** The version less the sequence: an int, so that the object takes 48 bytes. */
    private final int versionAhead;

    private final int tokens;
    private final Role role;
    private final String text;

    /** What {@link RareParts#kept} returns. */
    private final @Nullable Serializable rare;

    /**
     * Creates a message.
     *
     * @throws ArithmeticException if a time is further than 292,000 years from 1970
     */
    // Sixteen parameters: the columns of a message, which each store reads in its own way.
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
            boolean redacted,
            List<String> unreadable) {
        this.sequence = sequence;
        this.createdMicros = micros(created);
        this.versionAhead = (int) (version - sequence);
        this.tokens = (int) tokens;
        this.role = role;
        this.text = text;
        boolean fits = sequence + versionAhead == version && this.tokens == tokens;
        this.rare = new RareParts(
                        id,
                        author,
                        attachments,
                        metadata,
                        parent - (sequence - 1),
                        revision,
                        micros(said) - createdMicros,
                        edited == null ? null : instant(micros(edited)),
                        redacted,
                        unreadable,
                        fits ? null : new RareParts.Wide(version, tokens))
                .kept();
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND), time.getNano() / 1_000);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
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
                false,
                List.of());
    }

    /** Returns the message's place in the conversation: 1 for the first, without gaps. */
    public long sequence() {
        return sequence;
    }

    /** Returns the version of the conversation that the message's append created. */
    public long version() {
        RareParts.Wide wide = parts().wide();
        return wide == null ? sequence + versionAhead : wide.version();
    }

    /** Returns the caller's id, or null if the caller gave none. */
    public @Nullable String id() {
        return rare instanceof RareParts parts ? parts.id() : (String) rare;
    }

    /** Returns the role of the speaker. */
    public Role role() {
        return role;
    }

    /** Returns the speaker's name or id, or null. */
    public @Nullable String author() {
        return parts().author();
    }

    /** Returns the text, as last edited; empty once redacted. */
    public String text() {
        return text;
    }

    /** Returns the files that belong to the message. */
    public List<Attachment> attachments() {
        return parts().attachments();
    }

    /** Returns the metadata: a JSON object as plain Java values. */
    @Override
    public Map<String, @Nullable Object> metadata() {
        return parts().metadata();
    }

    /** Returns the sequence of the message that this one follows, 0 at the conversation's start. */
    public long parent() {
        return sequence - 1 + parts().branch();
    }

    /** Returns the number of tokens that the message counts for; 0 once redacted. */
    public long tokens() {
        RareParts.Wide wide = parts().wide();
        return wide == null ? tokens : wide.tokens();
    }

    /** Returns the number of the current revision: 1 as appended, and one more for each edit and for a redaction. */
    public int revision() {
        return parts().revision();
    }

    /** Returns when the message was stored, by the writer's clock, to the microsecond; it orders nothing. */
    public Instant created() {
        return instant(createdMicros);
    }

    /**
     * Returns when the message was said: the time that the caller gave, to the microsecond, else the same as {@link
     * #created()}; it orders nothing.
     */
    public Instant said() {
        return instant(createdMicros + parts().saidAfter());
    }

    /** Returns when the message was last edited or redacted, or null. */
    public @Nullable Instant edited() {
        return parts().edited();
    }

    /** Returns whether the message was emptied for good. */
    public boolean redacted() {
        return parts().redacted();
    }

    /**
     * Returns the parts that cannot be read, since the stored row is damaged or a newer version of the library wrote it;
     * none as a rule. {@code attachments} and {@code metadata} are then empty. With {@code role}, or {@code message} for
     * all of it, the role is {@link Role#SYSTEM} and the content is empty. To redact the message, or to give the part
     * anew by an edit, ends it; only an unreadable role stays.
     */
    public List<String> unreadable() {
        return parts().unreadable();
    }

    /** Returns the rare parts, without the id. */
    private RareParts parts() {
        return rare instanceof RareParts parts ? parts : RareParts.NONE;
    }

    /** Returns this message as an edit leaves it. An edit that changes nothing returns this message itself. */
    public Message revised(MessageEdit edit, Instant time) {
        Message revised = revised(
                edit.text(),
                edit.attachments() == null ? attachments() : edit.attachments(),
                edit.metadata() == null ? metadata() : edit.metadata(),
                edit.tokens() == null ? tokens() : edit.tokens(),
                time,
                false,
                unreadable().stream()
                        .filter(part -> !(part.equals("attachments") && edit.attachments() != null))
                        .filter(part -> !(part.equals("metadata") && edit.metadata() != null))
                        .toList());
        return hasSameContent(revised) ? this : revised;
    }

    /** Returns this message as a redaction leaves it; a redacted message is returned itself. */
    public Message emptied(Instant time) {
        List<String> left =
                unreadable().stream().filter(part -> !CONTENT.contains(part)).toList();
        return redacted() ? this : revised("", List.of(), Map.of(), 0, time, true, left);
    }

    /**
     * Returns this message as the erasure of who wrote it leaves it: emptied, without its author, and without its id if that is
     * to go too. A message that has none of it left is returned itself.
     */
    public Message erased(Instant time, boolean withId) {
        if (redacted() && author() == null && (id() == null || !withId)) {
            return this;
        }
        List<String> left =
                unreadable().stream().filter(part -> !CONTENT.contains(part)).toList();
        return new Message(
                sequence,
                version(),
                withId ? null : id(),
                role,
                null,
                "",
                List.of(),
                Map.of(),
                parent(),
                0,
                revision() + 1,
                created(),
                said(),
                time,
                true,
                left);
    }

    private boolean hasSameContent(Message other) {
        return text.equals(other.text)
                && attachments().equals(other.attachments())
                && metadata().equals(other.metadata())
                && tokens() == other.tokens()
                && redacted() == other.redacted()
                && unreadable().equals(other.unreadable());
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
                version(),
                id(),
                role,
                author(),
                newText,
                newAttachments,
                newMetadata,
                parent(),
                newTokens,
                revision() + 1,
                created(),
                said(),
                time,
                empties,
                stillUnreadable);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Message other
                && sequence == other.sequence
                && versionAhead == other.versionAhead
                && createdMicros == other.createdMicros
                && tokens == other.tokens
                && role == other.role
                && text.equals(other.text)
                && Objects.equals(rare, other.rare);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sequence, versionAhead, createdMicros, tokens, role, text, rare);
    }

    /** Returns the ids and numbers, without the author, the text, the attachments and the metadata. */
    @Override
    public String toString() {
        String id = id();
        return "Message[sequence=" + sequence + ", version=" + version() + ", id="
                + (id == null ? null : Checks.printable(id)) + ", role=" + role.label() + ", parent=" + parent()
                + ", tokens=" + tokens() + ", revision=" + revision() + ", redacted=" + redacted()
                + (unreadable().isEmpty() ? "" : ", unreadable=" + unreadable()) + "]";
    }
}
