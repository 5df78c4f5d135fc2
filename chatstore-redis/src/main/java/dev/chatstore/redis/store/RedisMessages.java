package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Slice;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads messages, oldest first, and gives them new content in their place. */
final class RedisMessages {
    private static final byte[] KEEP = {'='};

    private final StoreContext store;

    RedisMessages(StoreContext store) {
        this.store = store;
    }

    List<Message> history(ConversationId id, Slice slice) {
        if (slice instanceof Slice.PathTo path) {
            return path(Reply.of(store.calls().run(call(StoreScript.PATH, id, path.leaf(), path.limit()))));
        }
        ScriptCall call = slice instanceof Slice.After after
                ? call(StoreScript.AFTER, id, after.sequence(), after.limit())
                : call(StoreScript.BEFORE, id, ((Slice.Before) slice).sequence(), slice.limit());
        Reply reply = Reply.of(store.calls().run(call));
        Reply values = reply.list(1);
        return values.size() == 0
                ? List.of()
                : Collections.unmodifiableList(StoredMessages.toMessages(values, reply.number(0)));
    }

    private ScriptCall call(StoreScript script, ConversationId id, long sequence, int limit) {
        return script.on(store.keys().of(id)).with(sequence).with(limit).call();
    }

    private static List<Message> path(Reply reply) {
        List<Message> messages = new ArrayList<>(reply.size() / 2);
        for (int i = 0; i < reply.size(); i += 2) {
            messages.add(StoredMessages.toMessage(reply.bytes(i + 1), reply.number(i)));
        }
        Collections.reverse(messages);
        return Collections.unmodifiableList(messages);
    }

    Optional<Message> find(ConversationId id, long sequence) {
        byte[] key = store.keys().of(KeyFamily.MESSAGES, id);
        byte[] field = Long.toString(sequence).getBytes(StandardCharsets.UTF_8);
        return store.calls()
                .call(jedis -> Optional.ofNullable(jedis.hget(key, field)))
                .map(value -> StoredMessages.toMessage(value, sequence));
    }

    Optional<Message> find(ConversationId id, String messageId) {
        ScriptCall call =
                StoreScript.FIND.on(store.keys().of(id)).with(messageId).call();
        return Optional.ofNullable(Reply.orNull(store.calls().run(call)))
                .map(reply -> StoredMessages.toMessage(reply.bytes(1), reply.number(0)));
    }

    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        ScriptCall.Builder call = change(StoreScript.EDIT, id, sequence)
                .with(edit.text())
                .with(edit.attachments() == null ? KEEP : set(StoredMessages.attachments(edit.attachments())))
                .with(edit.metadata() == null ? KEEP : set(StoredMessages.metadata(edit.metadata())));
        return changed(id, call.call(), sequence);
    }

    Optional<Message> redact(ConversationId id, long sequence) {
        return changed(id, change(StoreScript.REDACT, id, sequence).call(), sequence);
    }

    private ScriptCall.Builder change(StoreScript script, ConversationId id, long sequence) {
        long now = store.nowMicros();
        return script.on(store.keys().of(id))
                .with(store.token())
                .with(sequence)
                .with(ByteBuffer.allocate(Long.BYTES).putLong(now).array())
                .with(now);
    }

    private Optional<Message> changed(ConversationId id, ScriptCall call, long sequence) {
        return store.locks().whileLocked(id, () -> {
            Reply reply = Reply.of(store.calls().run(call));
            Optional<Message> message = message(reply, sequence);
            if (message.isPresent() && !reply.text(2).isEmpty()) {
                store.committed(new Change.Revised(id, reply.number(2), message.get()));
            }
            return message;
        });
    }

    private static Optional<Message> message(Reply reply, long sequence) {
        return switch (reply.outcome()) {
            case "MESSAGE" -> Optional.of(StoredMessages.toMessage(reply.bytes(1), sequence));
            case "NONE" -> Optional.empty();
            case "REDACTED" -> throw new InvalidInputException("sequence", "must not be that of a redacted message", 0);
            default -> throw Reply.unreadable();
        };
    }

    private static byte[] set(byte[] value) {
        return ByteBuffer.allocate(1 + value.length).put((byte) '+').put(value).array();
    }

    List<Message> revisions(ConversationId id, long sequence) {
        Reply reply = Reply.of(store.calls().run(call(StoreScript.REVISIONS, id, sequence, Slice.MAX_LIMIT)));
        List<Message> revisions = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            revisions.add(StoredMessages.toMessage(reply.bytes(i), sequence));
        }
        return Collections.unmodifiableList(revisions);
    }
}
