package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.time.Duration;
import java.util.List;

/** Makes the calls that bring a change into a window: with what it adds, never with what was there. */
final class ChangeCalls {
    private final KeyMaker keys;
    private final CacheSettings settings;
    private final WindowCodec codec;
    private final CacheCalls calls;

    ChangeCalls(KeyMaker keys, CacheSettings settings, WindowCodec codec, CacheCalls calls) {
        this.keys = keys;
        this.settings = settings;
        this.codec = codec;
        this.calls = calls;
    }

    /**
     * Returns the call that brings a change in.
     *
     * @param age how long ago it may have been committed
     */
    Call of(Change change, Duration age) {
        if (change instanceof Change.Appended appended) {
            return appended(appended, age);
        }
        if (change instanceof Change.Revised revised) {
            return revised(revised, age);
        }
        if (change instanceof Change.Described described) {
            return described(described.head(), age);
        }
        return begin("X", change.conversation(), change.version(), age).call();
    }

    Call drop(ConversationId id) {
        return Call.of(Script.WINDOW_DROP, List.of(keys.of(Keys.WINDOW, id)))
                .with(settings.memoryMillis())
                .call();
    }

    private Call appended(Change.Appended change, Duration age) {
        List<Message> messages = change.messages();
        long tokens = 0;
        for (Message message : messages) {
            tokens = WindowHeader.isExact(tokens, message.tokens()) ? tokens + message.tokens() : -1;
        }
        if (messages.isEmpty() || !WindowHeader.isExact(change.version(), tokens)) {
            return drop(change.conversation());
        }
        Message last = messages.get(messages.size() - 1);
        return begin("A", change.conversation(), change.version(), age)
                .with(codec.records(messages))
                .with(messages.size())
                .with(messages.get(0).sequence())
                .with(ByteSink.longBytes(ByteSink.micros(last.created())))
                .with(last.sequence())
                .with(tokens)
                .call();
    }

    private Call revised(Change.Revised change, Duration age) {
        Message message = change.message();
        return begin("R", change.conversation(), change.version(), age)
                .with(codec.record(Frames.REVISED, List.of(message)))
                .with(0)
                .with(message.sequence())
                .with(ByteSink.longBytes(
                        ByteSink.micros(message.edited() == null ? message.created() : message.edited())))
                .call();
    }

    private Call described(Conversation head, Duration age) {
        if (!WindowHeader.isExact(head.version(), head.messageCount(), head.lastSequence(), head.tokens())) {
            return drop(head.id());
        }
        return begin("D", head.id(), head.version(), age)
                .with(codec.record(head))
                .with(0)
                .with(0)
                .with(ByteSink.longBytes(ByteSink.micros(head.updated())))
                .with(head.lastSequence())
                .with(head.tokens())
                .with(head.messageCount())
                .call();
    }

    private Call.Builder begin(String kind, ConversationId id, long version, Duration age) {
        byte[] key = keys.of(Keys.WINDOW, id);
        return Call.of(Script.WINDOW_APPLY, List.of(key))
                .with(kind)
                .with(version)
                .with(Math.max(0, calls.serverTime(key) - age.toMillis() - 1))
                .with(settings.lifeMillis())
                .with(settings.memoryMillis())
                .with(settings.messages())
                .with(settings.bytes());
    }
}
