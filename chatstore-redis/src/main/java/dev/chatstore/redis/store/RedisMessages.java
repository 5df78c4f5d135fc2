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
import dev.chatstore.redis.codec.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads, edits and redacts messages. */
final class RedisMessages {
    private final StoreContext store;

    RedisMessages(StoreContext store) {
        this.store = store;
    }

    List<Message> history(ConversationId id, Slice slice) {
        if (slice instanceof Slice.PathTo path) {
            return path(id, path);
        }
        ScriptCall call = slice instanceof Slice.After after
                ? call(StoreScript.AFTER, id, after.sequence(), after.limit())
                : call(StoreScript.BEFORE, id, ((Slice.Before) slice).sequence(), slice.limit());
        Reply reply = Reply.of(store.calls().run(call));
        Reply values = reply.list(1);
        // The sequence after the largest one is no number of 64 bits.
        return values.size() == 0 ? List.of() : StoredMessage.readAll(values, reply.number(0));
    }

    private ScriptCall call(StoreScript script, ConversationId id, long sequence, int limit) {
        return script.on(store.keys().of(id)).with(sequence).with(limit).call();
    }

    private List<Message> path(ConversationId id, Slice.PathTo path) {
        Reply reply = Reply.of(store.calls().run(call(StoreScript.PATH, id, path.leaf(), path.limit())));
        List<Message> messages = new ArrayList<>(reply.size() / 2);
        for (int i = 0; i < reply.size(); i += 2) {
            messages.add(StoredMessage.read(reply.bytes(i + 1), reply.number(i)));
        }
        Collections.reverse(messages);
        return Collections.unmodifiableList(messages);
    }

    Optional<Message> find(ConversationId id, long sequence) {
        byte[] key = store.keys().of(KeyFamily.MESSAGES, id);
        byte[] field = Long.toString(sequence).getBytes(StandardCharsets.UTF_8);
        return store.calls()
                .call(jedis -> Optional.ofNullable(jedis.hget(key, field)))
                .map(value -> StoredMessage.read(value, sequence));
    }

    Optional<Message> find(ConversationId id, String messageId) {
        ScriptCall call =
                StoreScript.FIND.on(store.keys().of(id)).with(messageId).call();
        return Optional.ofNullable(Reply.orNull(store.calls().run(call)))
                .map(reply -> StoredMessage.read(reply.bytes(1), reply.number(0)));
    }

    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        ScriptCall.Builder call = revision(StoreScript.EDIT, id, sequence)
                .with(edit.text())
                .with(
                        edit.attachments() == null
                                ? FieldChange.KEEP
                                : FieldChange.set(StoredMessage.attachments(edit.attachments())))
                .with(edit.metadata() == null ? FieldChange.KEEP : FieldChange.set(StoredMetadata.of(edit.metadata())));
        return revise(id, call.call(), sequence);
    }

    Optional<Message> redact(ConversationId id, long sequence) {
        return revise(id, revision(StoreScript.REDACT, id, sequence).call(), sequence);
    }

    private ScriptCall.Builder revision(StoreScript script, ConversationId id, long sequence) {
        long now = store.nowMicros();
        return script.on(store.keys().of(id))
                .with(store.token())
                .with(sequence)
                .with(ByteSink.longBytes(now))
                .with(now);
    }

    private Optional<Message> revise(ConversationId id, ScriptCall call, long sequence) {
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
            case "MESSAGE" -> Optional.of(StoredMessage.read(reply.bytes(1), sequence));
            case "NONE" -> Optional.empty();
            case "REDACTED" -> throw new InvalidInputException("sequence", "must not be that of a redacted message", 0);
            default -> throw Reply.unreadable();
        };
    }

    List<Message> revisions(ConversationId id, long sequence) {
        Reply reply = Reply.of(store.calls().run(call(StoreScript.REVISIONS, id, sequence, Slice.MAX_LIMIT)));
        List<Message> revisions = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            revisions.add(StoredMessage.read(reply.bytes(i), sequence));
        }
        return Collections.unmodifiableList(revisions);
    }
}
