package dev.chatstore.redis.store.form;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.Unreadable;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.MessageCodec;
import dev.chatstore.redis.codec.MessageState;
import dev.chatstore.redis.codec.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as the store keeps it: what scripts read or change at places that they know ({@code LAYOUT} and {@code
 * FORMAT} in {@code conversation.lua}), and the rest as {@link MessageCodec} writes it.
 *
 * <table>
 * <caption>Layout 2; numbers have their highest byte first</caption>
 * <tr><th>bytes</th><th>field</th><th>used by scripts</th></tr>
 * <tr><td>1</td><td>layout</td><td>all</td></tr>
 * <tr><td>8</td><td>version</td><td>append</td></tr>
 * <tr><td>1</td><td>redacted</td><td>edit, redact, revisions</td></tr>
 * <tr><td>4</td><td>revision</td><td>edit, redact, revisions</td></tr>
 * <tr><td>8</td><td>edited, in microseconds</td><td>edit, redact</td></tr>
 * <tr><td>1</td><td>whether the sender named a parent</td><td>path, replies</td></tr>
 * <tr><td>8</td><td>parent</td><td>path</td></tr>
 * <tr><td>1 + n</td><td>tokens, in decimal digits</td><td>edit, redact</td></tr>
 * <tr><td>2 + n</td><td>id</td><td>redact</td></tr>
 * <tr><td>4 + n</td><td>origin: what never changes</td><td></td></tr>
 * <tr><td>4 + n</td><td>text</td><td>edit, redact</td></tr>
 * <tr><td>4 + n</td><td>attachments, empty if there are none</td><td>edit, redact</td></tr>
 * <tr><td>4 + n</td><td>metadata as {@link StoredMetadata}, empty if there is none</td><td>edit, redact</td></tr>
 * </table>
 */
public final class StoredMessage {
    private static final int LAYOUT = 2;
    private static final byte[] EMPTY = {};

    /** The size of an origin without an author. */
    private static final int ORIGIN = 2 + Long.BYTES;

    private StoredMessage() {}

    /** Returns a new message without its layout and version, which the script that appends it puts in front. */
    public static byte[] of(NewMessage message, Instant created) {
        return of(Message.appended(message, 1, 1, created), message.parent());
    }

    /**
     * Returns a message without its layout and version, which the script that stores it puts in front.
     *
     * @param parent the parent, or null for the message right before
     */
    public static byte[] of(Message message, @Nullable Long parent) {
        Instant edited = message.edited();
        ByteSink to = new ByteSink();
        to.put(message.redacted() ? 1 : 0).putInt(message.revision()).putLong(edited == null ? 0 : Micros.of(edited));
        to.put(parent == null ? 0 : 1).putLong(parent == null ? 0 : parent);
        byte[] tokens = utf8(Long.toString(message.tokens()));
        to.put(tokens.length).put(tokens);
        byte[] id = message.id() == null ? EMPTY : utf8(message.id());
        to.putShort(id.length).put(id);
        ByteSink origin = new ByteSink();
        MessageCodec.writeOrigin(origin, message);
        putPart(to, origin.toBytes());
        putPart(to, utf8(message.text()));
        putPart(to, attachments(message.attachments()));
        putPart(to, StoredMetadata.of(message.metadata()));
        return to.toBytes();
    }

    private static void putPart(ByteSink to, byte[] part) {
        to.putInt(part.length).put(part);
    }

    /** Returns attachments as they are stored and compared. */
    public static byte[] attachments(List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return EMPTY;
        }
        ByteSink to = new ByteSink();
        MessageCodec.writeAttachments(to, attachments);
        return to.toBytes();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a redacted message, to take the place of one of which nothing can be read: even its role is unknown. */
    public static byte[] blank() {
        ByteSink to = new ByteSink();
        to.put(1).putInt(1).putLong(0);
        to.put(0).putLong(0);
        byte[] tokens = utf8("0");
        to.put(tokens.length).put(tokens).putShort(0);
        putPart(to, new byte[ORIGIN]);
        putPart(to, EMPTY);
        putPart(to, EMPTY);
        putPart(to, EMPTY);
        return to.toBytes();
    }

    /** Reads consecutive messages. */
    public static List<Message> readAll(ConversationId id, Reply values, long firstSequence) {
        List<Message> messages = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            messages.add(read(id, values.bytesOrNull(i), firstSequence + i));
        }
        return Collections.unmodifiableList(messages);
    }

    /** Reads a message; parts that cannot be read are marked, and so is a message that is missing. */
    public static Message read(ConversationId id, byte @Nullable [] value, long sequence) {
        if (value == null) {
            return Unreadable.message(id, sequence);
        }
        try {
            return read(id, new ByteSource(value), sequence);
        } catch (UnreadableException | NumberFormatException e) {
            return Unreadable.message(id, sequence);
        }
    }

    private static Message read(ConversationId id, ByteSource from, long sequence) {
        if (from.oneByte() != LAYOUT) {
            throw new UnreadableException();
        }
        MessageState state = state(from, sequence);
        MessageCodec.Origin origin = MessageCodec.readOrigin(part(from));
        String text = part(from).restAsText();
        List<Attachment> attachments = readAttachments(part(from));
        Map<String, @Nullable Object> metadata = Json.readObjectOrNull(StoredMetadata.json(part(from)));
        Message message = MessageCodec.message(
                state,
                text,
                attachments == null ? List.of() : attachments,
                metadata == null ? Map.of() : metadata,
                origin,
                List.of());
        return origin.role() == null || attachments == null || metadata == null
                ? Unreadable.message(id, message, origin.role(), attachments, metadata)
                : message;
    }

    private static MessageState state(ByteSource from, long sequence) {
        long version = from.eightBytes();
        boolean redacted = from.oneByte() != 0;
        int revision = from.fourBytes();
        Instant edited = Micros.toInstant(from.eightBytes());
        boolean named = from.oneByte() != 0;
        long parent = from.eightBytes();
        long tokens = Long.parseLong(from.take(from.oneByte()).restAsText());
        String id = from.take(from.twoBytes()).restAsText();
        return new MessageState(
                sequence,
                version,
                id.isEmpty() ? null : id,
                named ? parent : sequence - 1,
                tokens,
                revision,
                revision == 1 ? null : edited,
                redacted);
    }

    private static @Nullable List<Attachment> readAttachments(ByteSource from) {
        try {
            return from.isAtEnd() ? List.of() : MessageCodec.readAttachments(from);
        } catch (UnreadableException | InvalidInputException e) {
            return null;
        }
    }

    private static ByteSource part(ByteSource from) {
        return from.take(from.fourBytes());
    }
}
