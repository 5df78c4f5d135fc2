package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps windows in Redis: one key for each conversation, which holds a header, the window as it was filled, and behind it
 * the changes since, as {@code window.lua} describes. So every operation is one script on one key, an append sends and
 * writes its own bytes only, and a reader fetches one value.
 *
 * <p>Times are the server's. A change carries the time that its sender knows the server to have had at least, so that one
 * that arrives late, as after the server stood still, makes no window look newer than it is.
 */
final class RedisConversationCache implements ConversationCache {
    private final CacheCalls calls;
    private final KeyMaker keys;
    private final CacheSettings settings;
    private final RandomGenerator random;
    private final WindowCodec codec;
    private final CorruptValues corrupt;
    private final ChangeCalls changeCalls;

    RedisConversationCache(
            CacheCalls calls, KeyMaker keys, CacheSettings settings, RandomGenerator random, CorruptValues corrupt) {
        this.calls = calls;
        this.keys = keys;
        this.settings = settings;
        this.random = random;
        this.corrupt = corrupt;
        this.codec = new WindowCodec(new Frames(settings.compressFrom()), settings.messages(), settings.bytes());
        this.changeCalls = new ChangeCalls(keys, settings, codec, calls);
    }

    @Override
    public Found find(ConversationId id) {
        CacheCalls.Timed there = calls.get(key(id));
        byte[] value = there.value();
        return value != null && WindowHeader.isWindow(value) ? read(id, value, there.now()) : findOrTakeTicket(id);
    }

    private Found findOrTakeTicket(ConversationId id) {
        long ticket = newTicket();
        List<?> reply = calls.parts(withTicket(Script.WINDOW_FIND, id, ticket)
                .with(settings.memoryMillis())
                .call());
        long now = calls.told(reply.get(0));
        if (reply.get(1) instanceof byte[] value) {
            return read(id, value, now);
        }
        if (isOne(reply.get(2))) {
            corrupt.met(key(id));
        }
        return new Found(null, Duration.ZERO, isOne(reply.get(1)) ? ticket : NO_TICKET);
    }

    private Found read(ConversationId id, byte[] value, long now) {
        try {
            WindowCodec.Read read = codec.read(id, value);
            return new Found(read.window(), Duration.ofMillis(Math.max(0, now - read.asOf())), NO_TICKET);
        } catch (UnreadableException e) {
            corrupt.met(key(id));
            drop(List.of(id));
            return new Found(null, Duration.ZERO, NO_TICKET);
        }
    }

    @Override
    public long ticket(ConversationId id) {
        long ticket = newTicket();
        List<?> reply = calls.parts(withTicket(Script.WINDOW_TICKET, id, ticket)
                .with(settings.memoryMillis())
                .call());
        calls.told(reply.get(0));
        return isOne(reply.get(1)) ? ticket : NO_TICKET;
    }

    @Override
    public boolean fill(long ticket, ConversationWindow window) {
        WindowCodec.Written written = ticket == NO_TICKET ? null : codec.write(window);
        return written != null
                && isOne(calls.run(withTicket(Script.WINDOW_FILL, window.id(), ticket)
                        .with(written.header())
                        .with(written.records())
                        .with(window.head() == null ? settings.memoryMillis() : settings.lifeMillis())
                        .call()));
    }

    @Override
    public void confirm(long ticket, ConversationId id, long version) {
        if (ticket != NO_TICKET) {
            calls.run(withTicket(Script.WINDOW_CONFIRM, id, ticket)
                    .with(version)
                    .with(settings.lifeMillis())
                    .with(settings.memoryMillis())
                    .call());
        }
    }

    @Override
    public void apply(List<Change> changes, Duration age) {
        if (!changes.isEmpty()) {
            calls.runAll(changes.stream()
                            .map(change -> changeCalls.of(change, age))
                            .toList())
                    .forEach(calls::told);
        }
    }

    @Override
    public void drop(Collection<ConversationId> ids) {
        if (!ids.isEmpty()) {
            calls.runAll(ids.stream().map(changeCalls::drop).toList()).forEach(calls::told);
        }
    }

    private Call.Builder withTicket(Script script, ConversationId id, long ticket) {
        return Call.of(script, List.of(key(id)))
                .with(ByteSink.longBytes(ticket))
                .with(settings.lease().toMillis());
    }

    private byte[] key(ConversationId id) {
        return keys.of(Keys.WINDOW, id);
    }

    private static boolean isOne(@Nullable Object reply) {
        return Long.valueOf(1).equals(reply);
    }

    private long newTicket() {
        long ticket = random.nextLong();
        return ticket == NO_TICKET ? 1 : ticket;
    }
}
