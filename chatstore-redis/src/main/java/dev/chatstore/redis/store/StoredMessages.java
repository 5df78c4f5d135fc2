package dev.chatstore.redis.store;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.core.codec.Json;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.codec.Micros;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as bytes, all numbers with the highest byte first: version (8), redacted (1), revision (4), edited (8), whether
 * it names its parent (1), the parent (8), then with their lengths before them the id (2), what never changes (4), the
 * text (4), the attachments (4) and the metadata (4). What never changes is created (8), tokens (8), role (1), author.
 *
 * <p>Scripts know this form, {@code FORMAT} in {@code conversation.lua}, and put the version in front when a message is
 * appended.
 */
final class StoredMessages {
    /** Stored by their places here, which stay. */
    private static final List<Role> ROLES = List.of(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL);

    private static final byte[] NONE = {};
    private static final int STATE = 1 + Integer.BYTES + Long.BYTES + 1 + Long.BYTES;
    private static final int FIXED = Long.BYTES + Long.BYTES + 1;
    private static final int LENGTHS = Short.BYTES + 4 * Integer.BYTES;

    private StoredMessages() {}

    /** Returns a new message without the version that its append will make. */
    static byte[] of(NewMessage message, long nowMicros) {
        byte[] id = utf8(message.id());
        byte[] author = utf8(message.author());
        byte[] text = utf8(message.text());
        byte[] attachments = attachments(message.attachments());
        byte[] metadata = metadata(message.metadata());
        Long parent = message.parent();
        return ByteBuffer.allocate(STATE
                        + LENGTHS
                        + FIXED
                        + id.length
                        + author.length
                        + text.length
                        + attachments.length
                        + metadata.length)
                .put((byte) 0)
                .putInt(1)
                .putLong(0)
                .put((byte) (parent == null ? 0 : 1))
                .putLong(parent == null ? 0 : parent)
                .putShort((short) id.length)
                .put(id)
                .putInt(FIXED + author.length)
                .putLong(nowMicros)
                .putLong(message.tokens())
                .put((byte) ROLES.indexOf(message.role()))
                .put(author)
                .putInt(text.length)
                .put(text)
                .putInt(attachments.length)
                .put(attachments)
                .putInt(metadata.length)
                .put(metadata)
                .array();
    }

    static byte[] attachments(List<Attachment> attachments) {
        return utf8(Json.write(attachments));
    }

    /** Returns metadata after a print of what it says, whatever the order of its keys; nothing for an empty object. */
    static byte[] metadata(Map<String, @Nullable Object> metadata) {
        String json = Json.write(metadata);
        if (json == null) {
            return NONE;
        }
        byte[] text = utf8(json);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(Fingerprint.of(NewMessage.user("").withMetadata(metadata)))
                .put(text)
                .array();
    }

    /** Returns the JSON of metadata, or null for an empty object. */
    static @Nullable String json(byte @Nullable [] metadata) {
        return metadata == null || metadata.length <= Long.BYTES
                ? null
                : new String(metadata, Long.BYTES, metadata.length - Long.BYTES, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? NONE : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the messages of a list, of which the first has that sequence. */
    static List<Message> toMessages(Reply values, long first) {
        List<Message> messages = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            messages.add(toMessage(values.bytes(i), first + i));
        }
        return messages;
    }

    /**
     * Reads a message.
     *
     * @throws dev.chatstore.api.CorruptDataException if it is none
     */
    static Message toMessage(byte[] value, long sequence) {
        try {
            return read(ByteBuffer.wrap(value), sequence);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw Reply.unreadable();
        }
    }

    private static Message read(ByteBuffer in, long sequence) {
        long version = in.getLong();
        boolean redacted = in.get() != 0;
        int revision = in.getInt();
        long edited = in.getLong();
        boolean given = in.get() != 0;
        long parent = in.getLong();
        String id = text(in, Short.toUnsignedInt(in.getShort()));
        int fixed = in.getInt();
        Instant created = Micros.toInstant(in.getLong());
        long tokens = in.getLong();
        Role role = ROLES.get(in.get());
        String author = text(in, fixed - FIXED);
        String text = text(in, in.getInt());
        String attachments = text(in, in.getInt());
        byte[] metadata = new byte[in.getInt()];
        in.get(metadata);
        return new Message(
                sequence,
                version,
                id.isEmpty() ? null : id,
                role,
                author.isEmpty() ? null : author,
                text,
                Json.readAttachments(attachments.isEmpty() ? null : attachments),
                Json.readObject(json(metadata)),
                given ? parent : sequence - 1,
                tokens,
                revision,
                created,
                revision == 1 ? null : Micros.toInstant(edited),
                redacted);
    }

    private static String text(ByteBuffer in, int length) {
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
