package dev.chatstore.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into a conversation, before the store has given it a sequence. Start from {@link #user},
 * {@link #assistant}, {@link #system} or {@link #tool} and add what else is known:
 *
 * <pre>{@code
 * NewMessage.user("Two tickets to Oslo, please").withId("telegram-4711").withAuthor("Kari")
 * }</pre>
 *
 * @param id the caller's own id, unique in the conversation, 1 to 255 characters, which makes a second sending of the
 *     message harmless for the life of the conversation; or null
 * @param role who speaks
 * @param author the speaker's name or id, 1 to 255 characters, or null
 * @param text what was said; any Unicode but NUL and lone surrogates, and at most the store's configured size
 * @param attachments the files that belong to it, at most {@value #MAX_ATTACHMENTS}
 * @param metadata a JSON object as plain Java values: strings, numbers, booleans, nulls, lists and maps. Whole numbers
 *     come back as {@link Long} (or {@link java.math.BigInteger}), others as {@link java.math.BigDecimal}
 * @param parent the sequence of the message that this one follows, 0 for the conversation's start, which is how a
 *     branch begins; or null for the message right before it
 * @param tokens how many tokens the message counts for, 0 or more
 */
// Eight components: a message has that many independent parts, and the factories and withers name each at its use.
public record NewMessage(
        @Nullable String id,
        Role role,
        @Nullable String author,
        String text,
        List<Attachment> attachments,
        Map<String, @Nullable Object> metadata,
        @Nullable Long parent,
        long tokens) {
    /** The most attachments of a message. */
    public static final int MAX_ATTACHMENTS = 100;

    /**
     * Makes a message after checking its parts; lists and maps are copied.
     *
     * @throws InvalidInputException if a part is missing or breaks the limits above
     */
    public NewMessage {
        if (id != null) {
            checkId(id);
        }
        Checks.required("message.role", role);
        Checks.optionalName("message.author", author);
        Checks.text("message.text", text);
        Checks.required("message.attachments", attachments);
        attachments = List.copyOf(attachments);
        Checks.between("message.attachments", attachments.size(), 0, MAX_ATTACHMENTS);
        metadata = JsonValues.object("message.metadata", metadata);
        if (parent != null) {
            Checks.atLeast("message.parent", parent, 0);
        }
        Checks.atLeast("message.tokens", tokens, 0);
    }

    /**
     * Checks that a message can have an id.
     *
     * @throws InvalidInputException if it is null, blank, longer than 255 characters, or holds a NUL or a lone surrogate
     */
    public static void checkId(String id) {
        Checks.name("message.id", id);
    }

    /** Returns a message of that role and text with nothing else. */
    public static NewMessage of(Role role, String text) {
        return new NewMessage(null, role, null, text, List.of(), Map.of(), null, 0);
    }

    /** Returns what the person said. */
    public static NewMessage user(String text) {
        return of(Role.USER, text);
    }

    /** Returns what the bot said. */
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

    /** Returns this message with that id, or with none. */
    public NewMessage withId(@Nullable String id) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens);
    }

    /** Returns this message with that author, or with none. */
    public NewMessage withAuthor(@Nullable String author) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens);
    }

    /** Returns this message with those attachments in place of its own. */
    public NewMessage withAttachments(Attachment... attachments) {
        return new NewMessage(id, role, author, text, List.of(attachments), metadata, parent, tokens);
    }

    /** Returns this message with that metadata in place of its own. */
    public NewMessage withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new NewMessage(
                id, role, author, text, attachments, JsonValues.object("message.metadata", metadata), parent, tokens);
    }

    /** Returns this message as a follower of the message at that sequence; 0 is the conversation's start. */
    public NewMessage withParent(long parent) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens);
    }

    /** Returns this message counting for that many tokens. */
    public NewMessage withTokens(long tokens) {
        return new NewMessage(id, role, author, text, attachments, metadata, parent, tokens);
    }
}
