package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.store.form.CorruptParts;
import dev.chatstore.redis.store.form.MessageName;
import dev.chatstore.redis.store.form.StoredMessage;
import dev.chatstore.redis.store.form.StoredMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads, edits, redacts and erases messages. */
final class RedisMessages implements MessageErasure {
    private final StoreContext store;

    RedisMessages(StoreContext store) {
        this.store = store;
    }

    List<Message> history(ConversationId id, Slice slice) {
        if (slice instanceof Slice.PathTo path) {
            List<Message> messages = each(id, path(id, path));
            Collections.reverse(messages);
            return Collections.unmodifiableList(messages);
        }
        if (slice instanceof Slice.RepliesTo replies) {
            ScriptCall.Builder call = StoreScript.REPLIES
                    .on(store.keys().of(id))
                    .with(replies.parent())
                    .with(replies.afterSequence())
                    .with(replies.limit());
            return Collections.unmodifiableList(each(id, call.call()));
        }
        ScriptCall call = slice instanceof Slice.After after
                ? call(StoreScript.AFTER, id, after.sequence(), after.limit())
                : call(StoreScript.BEFORE, id, ((Slice.Before) slice).sequence(), slice.limit());
        Reply reply = Reply.of(store.calls().query(call));
        Reply values = reply.list(1);
        // The sequence after the largest one is no number of 64 bits.
        return values.size() == 0 ? List.of() : StoredMessage.readAll(id, values, reply.number(0));
    }

    private ScriptCall call(StoreScript script, ConversationId id, long sequence, int limit) {
        return script.on(store.keys().of(id)).with(sequence).with(limit).call();
    }

    private ScriptCall path(ConversationId id, Slice.PathTo path) {
        return StoreScript.PATH
                .on(store.keys().of(id))
                .with(path.leaf() == Slice.PathTo.NEWEST ? "" : Long.toString(path.leaf()))
                .with(path.limit())
                .call();
    }

    /** Returns the messages that a script returns each after its sequence. */
    private List<Message> each(ConversationId id, ScriptCall call) {
        Reply reply = Reply.of(store.calls().query(call));
        List<Message> messages = new ArrayList<>(reply.size() / 2);
        for (int i = 0; i < reply.size(); i += 2) {
            messages.add(StoredMessage.read(id, reply.bytesOrNull(i + 1), reply.number(i)));
        }
        return messages;
    }

    Optional<Message> find(ConversationId id, long sequence) {
        byte[] key = store.keys().of(KeyFamily.MESSAGES, id);
        byte[] field = Long.toString(sequence).getBytes(StandardCharsets.UTF_8);
        return Optional.ofNullable(store.calls().call(Commands.hget(key, field)))
                .map(value -> StoredMessage.read(id, value, sequence));
    }

    Optional<Message> find(ConversationId id, String messageId) {
        ScriptCall call =
                StoreScript.FIND.on(store.keys().of(id)).with(messageId).call();
        return Optional.ofNullable(Reply.orNull(store.calls().query(call)))
                .map(reply -> StoredMessage.read(id, reply.bytesOrNull(1), reply.number(0)));
    }

    Optional<Message> edit(ConversationId id, MessageName name, MessageEdit edit) {
        ScriptCall.Builder call = revision(StoreScript.EDIT, id, name)
                .with(
                        edit.expectedRevision() == null
                                ? ""
                                : edit.expectedRevision().toString())
                .with(edit.text())
                .with(
                        edit.attachments() == null
                                ? FieldChange.KEEP
                                : FieldChange.set(StoredMessage.attachments(edit.attachments())))
                .with(edit.metadata() == null ? FieldChange.KEEP : FieldChange.set(StoredMetadata.of(edit.metadata())))
                .with(
                        edit.tokens() == null
                                ? FieldChange.KEEP
                                : FieldChange.set(edit.tokens().toString()));
        return revise(id, call.withFirst(store::token).call(), edit.expectedRevision());
    }

    Optional<Message> redact(ConversationId id, MessageName name) {
        return redact(id, name, "");
    }

    /**
     * Redacts a message.
     *
     * @param more what goes next to the content: nothing, the {@code author}, or the {@code id} too
     */
    private Optional<Message> redact(ConversationId id, MessageName name, String more) {
        ScriptCall.Builder call = revision(StoreScript.REDACT, id, name)
                .with(StoredMessage.blank())
                .with(more);
        return revise(id, call.withFirst(store::token).call(), null);
    }

    @Override
    public Optional<Message> erase(ConversationId id, long sequence, boolean withId) {
        return redact(id, MessageName.of(sequence), withId ? "id" : "author");
    }

    private ScriptCall.Builder revision(StoreScript script, ConversationId id, MessageName name) {
        long now = store.nowMicros();
        return script.on(store.keys().of(id))
                .with(name.sequence())
                .with(name.id())
                .with(ByteSink.longBytes(now))
                .with(now);
    }

    private Optional<Message> revise(ConversationId id, ScriptCall call, @Nullable Integer expectedRevision) {
        return store.locks().whileLocked(id, () -> {
            Reply reply = Reply.of(store.calls().run(call));
            return switch (reply.outcome()) {
                case "MESSAGE" -> Optional.of(revised(id, reply));
                case "NONE" -> Optional.empty();
                case "REDACTED" -> throw new InvalidInputException("message", "must not be a redacted one", 0);
                case "CONFLICT" ->
                    throw ConflictException.ofMessage(
                            id, reply.number(1), expectedRevision == null ? 0 : expectedRevision, (int)
                                    reply.number(2));
                case "UNREADABLE" -> throw CorruptParts.of(id, "message " + reply.number(1), Reply.unreadable());
                default -> throw Reply.unreadable();
            };
        });
    }

    private Message revised(ConversationId id, Reply reply) {
        Message message = StoredMessage.read(id, reply.bytes(2), reply.number(1));
        boolean changed = !reply.text(3).isEmpty();
        if (changed) {
            store.committed(new Change.Revised(id, reply.number(3), message, reply.number(4)));
        }
        return message;
    }

    List<Message> revisions(ConversationId id, long sequence) {
        Reply reply = Reply.of(store.calls().query(call(StoreScript.REVISIONS, id, sequence, Slice.MAX_LIMIT)));
        List<Message> revisions = new ArrayList<>(reply.size());
        for (int i = 0; i < reply.size(); i++) {
            revisions.add(StoredMessage.read(id, reply.bytesOrNull(i), sequence));
        }
        return Collections.unmodifiableList(revisions);
    }
}
