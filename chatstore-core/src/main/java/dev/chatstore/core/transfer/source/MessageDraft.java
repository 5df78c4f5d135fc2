package dev.chatstore.core.transfer.source;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.net.URLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a message. What does not fit into its field is kept in the metadata. */
public final class MessageDraft {
    private static final int MAX_NAME = 255;
    private static final Pattern NOT_A_NAME = Pattern.compile("\\s*|.*\0.*", Pattern.DOTALL);
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final Place place;
    private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String parent;
    private @Nullable String unknownRole;
    private Role role = Role.USER;
    private @Nullable String author;
    private String text = "";
    private @Nullable Instant said;
    private @Nullable String sender;
    private @Nullable String written;

    /** Begins a message at a place. */
    public MessageDraft(Place place) {
        this.place = place;
    }

    /** Sets the id, a text or a number; others are none. */
    public MessageDraft id(@Nullable Object given) {
        id = Fields.id(given);
        return this;
    }

    /** Sets the id of the message that this one follows, or {@link SourceMessage#START}. */
    public MessageDraft parent(@Nullable String given) {
        parent = given;
        return this;
    }

    /** Sets the role. */
    public MessageDraft role(Role given) {
        role = given;
        unknownRole = null;
        return this;
    }

    /** Sets the role by the source's name for it: the operator's choice for that name, else the known meaning if any. */
    public MessageDraft role(String name, @Nullable Role known, SourceReading reading) {
        sender = name;
        Role chosen = reading.roleOf(name);
        Role given = chosen == null ? known : chosen;
        if (given == null) {
            unknownRole = name;
            return this;
        }
        return role(given);
    }

    /** Sets the role of a person, who is a user unless the operator says who of them is the assistant. */
    public MessageDraft person(@Nullable String name, SourceReading reading) {
        sender = name;
        Role chosen = name == null ? null : reading.roleOf(name);
        return role(chosen == null ? Role.USER : chosen);
    }

    /** Sets the author, if there is one. */
    public MessageDraft author(@Nullable String name) {
        if (name != null && isName(name, MAX_NAME)) {
            author = name;
        } else if (name != null && !name.isEmpty()) {
            keep("author", name);
        }
        return this;
    }

    /** Sets the text. */
    public MessageDraft text(String given) {
        text = given;
        return this;
    }

    /** Sets when it was said, if that is known. */
    public MessageDraft said(@Nullable Instant given) {
        said = given;
        return this;
    }

    /**
     * Sets the time as the source writes it. A message without an id is told apart by it, so that an answer to the question
     * for the time zone does not make it another message.
     */
    public MessageDraft written(@Nullable Object time) {
        written = time == null ? null : String.valueOf(time);
        return this;
    }

    /** Adds an attachment by its reference, its type, its size and its name, as far as they are known. */
    public MessageDraft attach(
            String reference, @Nullable String mediaType, @Nullable Number size, @Nullable String name) {
        if (!isName(reference, Attachment.MAX_REFERENCE) || attachments.size() == NewMessage.MAX_ATTACHMENTS) {
            return changed("an attachment has no reference that fits, and was left out");
        }
        attachments.add(new Attachment(
                reference,
                mediaType == null || !isName(mediaType, MAX_NAME) ? guess(name == null ? reference : name) : mediaType,
                size == null ? 0 : Math.max(0, size.longValue()),
                name == null || !isName(name, MAX_NAME) ? null : name));
        return this;
    }

    /** Returns the type of a file by its name. */
    private static String guess(String name) {
        String guessed = URLConnection.guessContentTypeFromName(name);
        return guessed == null ? UNKNOWN_TYPE : guessed;
    }

    /** Keeps a value in the metadata, if there is one. */
    public MessageDraft keep(String key, @Nullable Object value) {
        if (value != null) {
            metadata.put(key, value);
        }
        return this;
    }

    /** Keeps all values of a record but those of some keys. */
    public MessageDraft keepAllBut(Map<String, @Nullable Object> values, List<String> keys) {
        values.forEach((key, value) -> {
            if (!keys.contains(key)) {
                keep(key, value);
            }
        });
        return this;
    }

    /** Notes what the source says and the model cannot. */
    public MessageDraft changed(String reason) {
        changes.add(reason);
        return this;
    }

    /** Returns the message. */
    public SourceMessage build() throws Refused {
        try {
            Instant storedTime = storableTime();
            NewMessage message = NewMessage.of(role, Storable.text(text, changes))
                    .withAuthor(author)
                    .withAttachments(attachments)
                    .withMetadata(Storable.metadata(metadata, changes))
                    .withSaid(storedTime);
            return new SourceMessage(usableId(), parent, unknownRole, identity(), message, place, List.copyOf(changes));
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    private @Nullable Instant storableTime() {
        try {
            NewMessage.user("").withSaid(said);
            return said;
        } catch (InvalidInputException e) {
            keep("said", String.valueOf(said))
                    .changed("its time is not one that can be stored, and stays in the metadata");
            return null;
        }
    }

    private String identity() {
        String time = written == null ? String.valueOf(said) : written;
        return Objects.requireNonNullElse(sender, "") + "\n" + time;
    }

    private @Nullable String usableId() {
        return id != null && isName(id, MAX_NAME) ? id : null;
    }

    private static boolean isName(String name, int maximum) {
        return name.codePointCount(0, name.length()) <= maximum
                && !NOT_A_NAME.matcher(name).matches()
                && NewMessage.clean(name).equals(name);
    }
}
