package dev.chatstore.redis.codec;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as bytes and reads them back equal.
 *
 * <p>A message consists of its {@linkplain MessageState state}, its content (text, attachments, metadata) and its
 * origin, which is everything else and never changes. There are two layouts: the compact one of this class for the
 * cache and the feed, whose scripts look into no message, and the one of the store, where state and content have places
 * that scripts know. Both write the origin and the attachments by this class, so a new field of the origin is added
 * here only.
 */
public final class MessageCodec {
    private static final int EDITED = 1;
    private static final int REDACTED = 2;
    private static final int ATTACHMENTS = 4;
    private static final int METADATA = 8;
    private static final int PARENT = 16;
    private static final int ID = 32;
    private static final int UNREADABLE = 64;

    /** Fields of the origin; further ones get further bits. */
    private static final int AUTHOR = 1;

    private static final int SAID = 2;

    private static final Role[] ROLES = Role.values();

    private MessageCodec() {}

    /** Writes a message in the compact layout. */
    public static void write(ByteSink to, Message message) {
        boolean parent = message.parent() != message.sequence() - 1;
        to.put((message.edited() == null ? 0 : EDITED)
                | (message.redacted() ? REDACTED : 0)
                | (message.attachments().isEmpty() ? 0 : ATTACHMENTS)
                | (message.metadata().isEmpty() ? 0 : METADATA)
                | (parent ? PARENT : 0)
                | (message.id() == null ? 0 : ID)
                | (message.unreadable().isEmpty() ? 0 : UNREADABLE));
        to.putNumber(message.sequence()).putNumber(message.version());
        to.putNumber(message.tokens()).putNumber(message.revision());
        if (message.edited() != null) {
            to.putTime(message.edited());
        }
        if (parent) {
            to.putNumber(message.parent());
        }
        if (message.id() != null) {
            to.putText(message.id());
        }
        to.putText(message.text());
        if (!message.attachments().isEmpty()) {
            writeAttachments(to, message.attachments());
        }
        String metadata = Json.write(message.metadata());
        if (metadata != null) {
            to.putText(metadata);
        }
        if (!message.unreadable().isEmpty()) {
            to.putTexts(message.unreadable());
        }
        writeOrigin(to, message);
    }

    /** Reads a message in the compact layout. */
    public static Message read(ByteSource from) {
        int flags = from.oneByte();
        long sequence = from.number();
        long version = from.number();
        long tokens = from.number();
        int revision = (int) from.number();
        Instant edited = (flags & EDITED) == 0 ? null : from.time();
        long parent = (flags & PARENT) == 0 ? sequence - 1 : from.number();
        String id = (flags & ID) == 0 ? null : from.text();
        MessageState state =
                new MessageState(sequence, version, id, parent, tokens, revision, edited, (flags & REDACTED) != 0);
        String text = from.text();
        List<Attachment> attachments = (flags & ATTACHMENTS) == 0 ? List.of() : readAttachments(from);
        Map<String, @Nullable Object> metadata = Json.readObject((flags & METADATA) == 0 ? null : from.text());
        List<String> unreadable = (flags & UNREADABLE) == 0 ? List.of() : from.texts();
        Origin origin = readOrigin(from);
        if (origin.role() == null) {
            throw new UnreadableException();
        }
        return message(state, text, attachments, metadata, origin, unreadable);
    }

    /** Writes the fields that never change. */
    public static void writeOrigin(ByteSink to, Message message) {
        boolean said = !message.said().equals(message.created());
        to.put((message.author() == null ? 0 : AUTHOR) | (said ? SAID : 0));
        to.put(code(message.role())).putTime(message.created());
        if (message.author() != null) {
            to.putText(message.author());
        }
        if (said) {
            to.putTime(message.said());
        }
    }

    /**
     * The fields that never change.
     *
     * @param role the role, or null if it is unknown
     */
    public record Origin(@Nullable Role role, @Nullable String author, Instant created, Instant said) {}

    /** Reads the fields that never change. */
    public static Origin readOrigin(ByteSource from) {
        int flags = from.oneByte();
        Role role = role(from.oneByte());
        Instant created = from.time();
        String author = (flags & AUTHOR) == 0 ? null : from.text();
        return new Origin(role, author, created, (flags & SAID) == 0 ? created : from.time());
    }

    /** Returns a message of its parts. A message without a known role has that of the system. */
    // Six parameters: the parts of a message, which each layout reads in its own way.
    public static Message message(
            MessageState state,
            String text,
            List<Attachment> attachments,
            Map<String, @Nullable Object> metadata,
            Origin origin,
            List<String> unreadable) {
        return new Message(
                state.sequence(),
                state.version(),
                state.id(),
                origin.role() == null ? Role.SYSTEM : origin.role(),
                origin.author(),
                text,
                attachments,
                metadata,
                state.parent(),
                state.tokens(),
                state.revision(),
                origin.created(),
                origin.said(),
                state.edited(),
                state.redacted(),
                unreadable);
    }

    /** Writes attachments; equal ones give equal bytes. */
    public static void writeAttachments(ByteSink to, List<Attachment> attachments) {
        to.putNumber(attachments.size());
        for (Attachment attachment : attachments) {
            to.putText(attachment.reference()).putText(attachment.mediaType());
            to.putNumber(attachment.size()).putOptional(attachment.name());
        }
    }

    /** Reads attachments. */
    public static List<Attachment> readAttachments(ByteSource from) {
        int count = from.count();
        List<Attachment> attachments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attachments.add(new Attachment(from.text(), from.text(), from.number(), from.optional()));
        }
        return List.copyOf(attachments);
    }

    /** Returns the number of a role, which does not depend on the order of the roles. */
    private static int code(Role role) {
        return switch (role) {
            case SYSTEM -> 1;
            case USER -> 2;
            case ASSISTANT -> 3;
            case TOOL -> 4;
        };
    }

    private static @Nullable Role role(int code) {
        for (Role role : ROLES) {
            if (code(role) == code) {
                return role;
            }
        }
        return null;
    }
}
