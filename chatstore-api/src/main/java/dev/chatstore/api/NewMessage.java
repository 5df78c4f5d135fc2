package dev.chatstore.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to append, before the store assigns its sequence. Start from {@link #user}, {@link #assistant}, {@link
 * #system} or {@link #tool} and add what else is known:
 *
 * <pre>{@code
 * NewMessage.user("Two tickets to Oslo, please").withId("telegram-4711").withAuthor("Kari")
 * }</pre>
 *
 * @param id the caller's own id, unique in the conversation, 1 to 255 characters, or null. It makes sending the message
 *     again safe for the life of the conversation: a message with the same id, role and text is the same message
 * @param role the role of the speaker
 * @param author the speaker's name or id, 1 to 255 characters; null or empty for none
 * @param text the text: any Unicode except NUL and lone surrogates, of at most the store's configured size
 * @param attachments the files that belong to the message, at most {@value #MAX_ATTACHMENTS}
 * @param metadata a JSON object as plain Java values: strings, numbers, booleans, nulls, lists and maps. Whole numbers
 *     become {@link Long} (or {@link java.math.BigInteger}), others {@link java.math.BigDecimal}; {@link
 *     #metadata(String, Class)} reads them as the type that was put in. At most {@value HasMetadata#MAX_DEPTH} objects and
 *     lists inside each other, keys of at most {@value HasMetadata#MAX_KEY} characters, numbers of at most {@value
 *     HasMetadata#MAX_NUMBER} characters whose exponent is within {@value HasMetadata#MAX_EXPONENT}, and no text with a NUL
 *     or a lone surrogate
 * @param parent the sequence of the message that this one follows, 0 for the conversation's start, which is how a branch
 *     begins; or null for the message right before it
 * @param tokens the number of tokens that the message counts for, 0 to {@value #MAX_TOKENS}
 * @param said when the message was said, or null for the time at which it is stored. From the year 1 to the year 9999,
 *     truncated to the microsecond
 */
// Nine components: a message has that many independent parts, and the factories and withers name each where it is used.
public record NewMessage(
        @Nullable String id,
        Role role,
        @Nullable String author,
        String text,
        List<Attachment> attachments,
        Map<String, @Nullable Object> metadata,
        @Nullable Long parent,
        long tokens,
        @Nullable Instant said)
        implements HasMetadata {
    /** The maximum number of attachments of a message. */
    public static final int MAX_ATTACHMENTS = 100;

    /** The maximum number of tokens of a message. */
    public static final long MAX_TOKENS = 1_000_000_000;

    /**
     * Creates a message and checks its parts. Lists and maps are copied.
     *
     * @throws InvalidInputException if a part is missing or breaks a limit above
     */
    public NewMessage {
        if (id != null) {
            checkId(id);
        }
        Checks.required("message.role", role);
        author = Checks.optionalName("message.author", author);
        Checks.text("message.text", text);
        attachments = Checks.elements("message.attachments", attachments);
        Checks.between("message.attachments", attachments.size(), 0, MAX_ATTACHMENTS);
        metadata = JsonValues.object("message.metadata", metadata);
        if (parent != null) {
            Checks.atLeast("message.parent", parent, 0);
        }
        Checks.between("message.tokens", tokens, 0, MAX_TOKENS);
        said = said == null ? null : Checks.time("message.said", said);
    }

    /**
     * Checks the form of a message's id.
     *
     * @throws InvalidInputException if the id is null, blank, longer than 255 characters, or contains a NUL or a lone
     *     surrogate
     */
    public static void checkId(String id) {
        Checks.name("message.id", id);
    }

    /** Returns a text that can be stored: the given one, with U+FFFD in place of each NUL and lone surrogate. */
    public static String clean(String text) {
        return Checks.clean(Checks.required("text", text));
    }

    /** Returns a message of a role and a text with nothing else. */
    public static NewMessage of(Role role, String text) {
        return new NewMessage(null, role, null, text, List.of(), Map.of(), null, 0, null);
    }

    /** Returns a message of the person who talks to the bot. */
    public static NewMessage user(String text) {
        return of(Role.USER, text);
    }

    /** Returns a message of the bot. */
    public static NewMessage assistant(String text) {
        return of(Role.ASSISTANT, text);
    }

    /** Returns instructions to the bot. */
    public static NewMessage system(String text) {
        return of(Role.SYSTEM, text);
    }

    /** Returns the result of a tool. */
    public static NewMessage tool(String text) {
        return of(Role.TOOL, text);
    }

    /** Returns this message with an id, or with none if it is null. */
    public NewMessage withId(@Nullable String id) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens, said);
    }

    /** Returns this message with an author, or with none if it is null or empty. */
    public NewMessage withAuthor(@Nullable String author) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens, said);
    }

    /** Returns this message with other attachments. */
    public NewMessage withAttachments(Attachment... attachments) {
        return withAttachments(Checks.array("message.attachments", attachments));
    }

    /** Returns this message with other attachments. */
    public NewMessage withAttachments(List<Attachment> attachments) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens, said);
    }

    /** Returns this message with other metadata. */
    public NewMessage withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new NewMessage(
                id,
                role,
                author,
                text,
                attachments,
                JsonValues.object("message.metadata", metadata),
                parent,
                tokens,
                said);
    }

    /** Returns this message as one that follows the message at a sequence; 0 is the conversation's start. */
    public NewMessage withParent(long parent) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens, said);
    }

    /** Returns this message with a number of tokens. */
    public NewMessage withTokens(long tokens) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens, said);
    }

    /** Returns this message with the time at which it was said, or with none if it is null. */
    public NewMessage withSaid(@Nullable Instant said) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens, said);
    }

    /** Returns the id, the role and numbers, without the author, the text, the attachments and the metadata. */
    @Override
    public String toString() {
        return "NewMessage[id=" + (id == null ? null : Checks.printable(id)) + ", role=" + role.label()
                + ", characters=" + text.length() + ", attachments=" + attachments.size() + ", parent=" + parent
                + ", tokens=" + tokens + "]";
    }
}
