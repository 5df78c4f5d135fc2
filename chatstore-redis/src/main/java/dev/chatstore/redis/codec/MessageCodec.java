package dev.chatstore.redis.codec;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages and heads as bytes, and reads them back equal. Stored, so the form is fixed: what is to be written
 * otherwise gets another number in front ({@link Frames}).
 */
public final class MessageCodec {
    private static final int EDITED = 1;
    private static final int REDACTED = 2;
    private static final int ATTACHED = 4;
    private static final int DESCRIBED = 8;
    private static final int BRANCHED = 16;
    private static final int NAMED = 32;

    private static final Role[] ROLES = Role.values();

    private MessageCodec() {}

    public static void write(ByteSink to, Message message) {
        boolean named = message.id() != null || message.author() != null;
        boolean branched = message.parent() != message.sequence() - 1;
        int flags = (message.edited() == null ? 0 : EDITED)
                | (message.redacted() ? REDACTED : 0)
                | (message.attachments().isEmpty() ? 0 : ATTACHED)
                | (message.metadata().isEmpty() ? 0 : DESCRIBED)
                | (branched ? BRANCHED : 0)
                | (named ? NAMED : 0);
        to.put(flags).put(code(message.role()));
        to.putNumber(message.sequence()).putNumber(message.version());
        to.putNumber(message.tokens()).putNumber(message.revision());
        to.putTime(message.created());
        if (message.edited() != null) {
            to.putTime(message.edited());
        }
        if (branched) {
            to.putNumber(message.parent());
        }
        if (named) {
            to.putOptional(message.id()).putOptional(message.author());
        }
        to.putText(message.text());
        if (!message.attachments().isEmpty()) {
            writeAttachments(to, message.attachments());
        }
        writeObject(to, message.metadata());
    }

    public static Message readMessage(ByteSource from) {
        int flags = from.oneByte();
        Role role = role(from.oneByte());
        long sequence = from.number();
        long version = from.number();
        long tokens = from.number();
        int revision = (int) from.number();
        Instant created = from.time();
        Instant edited = (flags & EDITED) == 0 ? null : from.time();
        long parent = (flags & BRANCHED) == 0 ? sequence - 1 : from.number();
        String id = (flags & NAMED) == 0 ? null : from.optional();
        String author = (flags & NAMED) == 0 ? null : from.optional();
        String text = from.text();
        List<Attachment> attachments = (flags & ATTACHED) == 0 ? List.of() : readAttachments(from);
        Map<String, @Nullable Object> metadata = (flags & DESCRIBED) == 0 ? Map.of() : Json.readObject(from.text());
        return new Message(
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
                edited,
                (flags & REDACTED) != 0);
    }

    public static void write(ByteSink to, Conversation head) {
        Profile profile = head.profile();
        to.put((head.archived() ? REDACTED : 0) | (profile.metadata().isEmpty() ? 0 : DESCRIBED));
        to.putNumber(head.version()).putNumber(head.messageCount());
        to.putNumber(head.lastSequence()).putNumber(head.tokens());
        to.putTime(head.created()).putTime(head.updated());
        to.putOptional(profile.owner()).putOptional(profile.title());
        to.putOptional(profile.model()).putOptional(profile.systemPrompt());
        writeObject(to, profile.metadata());
    }

    public static Conversation readHead(ConversationId id, ByteSource from) {
        int flags = from.oneByte();
        long version = from.number();
        long count = from.number();
        long last = from.number();
        long tokens = from.number();
        Instant created = from.time();
        Instant updated = from.time();
        String owner = from.optional();
        String title = from.optional();
        String model = from.optional();
        String systemPrompt = from.optional();
        Map<String, @Nullable Object> metadata = (flags & DESCRIBED) == 0 ? Map.of() : Json.readObject(from.text());
        Profile profile = new Profile(owner, title, model, systemPrompt, Map.of()).withMetadata(metadata);
        return new Conversation(id, version, count, last, tokens, profile, (flags & REDACTED) != 0, created, updated);
    }

    private static void writeAttachments(ByteSink to, List<Attachment> attachments) {
        to.putNumber(attachments.size());
        for (Attachment attachment : attachments) {
            to.putText(attachment.reference()).putText(attachment.mediaType());
            to.putNumber(attachment.size()).putOptional(attachment.name());
        }
    }

    private static List<Attachment> readAttachments(ByteSource from) {
        int count = from.count();
        List<Attachment> attachments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attachments.add(new Attachment(from.text(), from.text(), from.number(), from.optional()));
        }
        return List.copyOf(attachments);
    }

    private static void writeObject(ByteSink to, Map<String, @Nullable Object> object) {
        String json = Json.write(object);
        if (json != null) {
            to.putText(json);
        }
    }

    /** A number that stays whatever becomes of the order of the roles. */
    private static int code(Role role) {
        return switch (role) {
            case SYSTEM -> 1;
            case USER -> 2;
            case ASSISTANT -> 3;
            case TOOL -> 4;
        };
    }

    private static Role role(int code) {
        for (Role role : ROLES) {
            if (code(role) == code) {
                return role;
            }
        }
        throw new UnreadableException();
    }
}
