package dev.chatstore.redis.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.Frames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Creates the script calls on windows. The call for a change carries what the change adds, and never what was there.
 */
final class WindowCalls {
    private final Keys keys;
    private final RedisCacheSettings settings;
    private final WindowCodec codec;
    private final CacheCalls calls;

    WindowCalls(Keys keys, RedisCacheSettings settings, WindowCodec codec, CacheCalls calls) {
        this.keys = keys;
        this.settings = settings;
        this.codec = codec;
        this.calls = calls;
    }

    byte[] key(ConversationId id) {
        return keys.of(KeyFamily.WINDOW, id);
    }

    ScriptCall find(ConversationId id, long ticket) {
        return withTicket(CacheScript.WINDOW_FIND, id, ticket)
                .with(settings.memoryMillis())
                .call();
    }

    ScriptCall ticket(ConversationId id, long ticket) {
        return withTicket(CacheScript.WINDOW_TICKET, id, ticket)
                .with(settings.memoryMillis())
                .call();
    }

    ScriptCall fill(long ticket, ConversationWindow window, WindowCodec.Written written) {
        return withTicket(CacheScript.WINDOW_FILL, window.id(), ticket)
                .with(written.header())
                .with(written.frames())
                .with(window.head() == null ? settings.memoryMillis() : settings.lifeMillis())
                .call();
    }

    ScriptCall confirm(long ticket, ConversationId id, long version) {
        return withTicket(CacheScript.WINDOW_CONFIRM, id, ticket)
                .with(version)
                .with(settings.lifeMillis())
                .with(settings.memoryMillis())
                .call();
    }

    ScriptCall drop(ConversationId id) {
        return CacheScript.WINDOW_DROP.on(key(id)).with(settings.memoryMillis()).call();
    }

    private ScriptCall.Builder withTicket(CacheScript script, ConversationId id, long ticket) {
        return script.on(key(id))
                .with(ByteSink.longBytes(ticket))
                .with(settings.lease().toMillis());
    }

    /**
     * Returns the call that applies a change.
     *
     * @param age the maximum time since its commit
     */
    ScriptCall apply(Change change, Duration age) {
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

    private ScriptCall appended(Change.Appended change, Duration age) {
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
                .with(codec.frames(key(change.conversation()), messages))
                .with(messages.size())
                .with(messages.get(0).sequence())
                .with(time(last.created()))
                .with(tokens)
                .with(last.sequence())
                .with(createdHead(change))
                .call();
    }

    /** Returns the frame of the head if the append created the conversation, else nothing; scripts move it forward. */
    private byte[] createdHead(Change.Appended change) {
        Profile profile = change.profile();
        if (profile == null) {
            return new byte[0];
        }
        Instant created = change.messages().get(0).created();
        return codec.frame(
                key(change.conversation()),
                new Conversation(change.conversation(), 0, 0, 0, 0, profile, false, created, created, created));
    }

    private ScriptCall revised(Change.Revised change, Duration age) {
        Message message = change.message();
        return begin("R", change.conversation(), change.version(), age)
                .with(codec.frame(key(change.conversation()), Frames.REVISED, List.of(message)))
                .with(0)
                .with(message.sequence())
                .with(time(message.edited() == null ? message.created() : message.edited()))
                .with(change.addedTokens())
                .call();
    }

    private ScriptCall described(Conversation head, Duration age) {
        if (!WindowHeader.isExact(head.version(), head.messageCount(), head.lastSequence(), head.tokens())) {
            return drop(head.id());
        }
        return begin("D", head.id(), head.version(), age)
                .with(codec.frame(key(head.id()), head))
                .with(0)
                .with(0)
                .with(time(head.updated()))
                .with(head.tokens())
                .with(head.lastSequence())
                .with(head.messageCount())
                .with(time(head.lastActivity()))
                .call();
    }

    private ScriptCall.Builder begin(String kind, ConversationId id, long version, Duration age) {
        byte[] key = key(id);
        return CacheScript.WINDOW_APPLY
                .on(key)
                .with(kind)
                .with(version)
                .with(Math.max(0, calls.serverTime(key) - age.toMillis() - 1))
                .with(settings.lifeMillis())
                .with(settings.memoryMillis())
                .with(settings.messages())
                .with(settings.bytes());
    }

    private static byte[] time(Instant time) {
        return new ByteSink().putTime(time).toBytes();
    }
}
