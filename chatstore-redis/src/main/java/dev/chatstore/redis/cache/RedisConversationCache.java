package dev.chatstore.redis.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.codec.UnreadableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps windows in Redis: one key for each conversation, which holds a header, the window as it was filled, and after
 * it the changes since, as {@code window.lua} describes. So each operation is one script on one key, an append sends
 * and writes its own bytes only, and a reader fetches one value.
 *
 * <p>Times are the server's. A change carries a time that the server had certainly reached at its commit. So a change
 * that arrives late, as after the server stood still, makes no window look newer than it is.
 */
final class RedisConversationCache implements ConversationCache {
    private final CacheCalls calls;
    private final WindowCalls windows;
    private final WindowCodec codec;
    private final UnreadableValues unreadable;
    private final RandomGenerator random;

    RedisConversationCache(
            CacheCalls calls,
            WindowCalls windows,
            WindowCodec codec,
            UnreadableValues unreadable,
            RandomGenerator random) {
        this.calls = calls;
        this.windows = windows;
        this.codec = codec;
        this.unreadable = unreadable;
        this.random = random;
    }

    @Override
    public Found find(ConversationId id) {
        CacheCalls.TimedValue found = calls.get(windows.key(id));
        byte[] value = found.value();
        return value != null && WindowHeader.isWindow(value) ? read(id, value, found.now()) : findOrTakeTicket(id);
    }

    private Found findOrTakeTicket(ConversationId id) {
        long ticket = newTicket();
        List<?> reply = calls.list(windows.find(id, ticket));
        long now = calls.observe(reply.get(0));
        if (reply.get(1) instanceof byte[] value) {
            return read(id, value, now);
        }
        if (isOne(reply.get(2))) {
            unreadable.found(windows.key(id));
        }
        return new Found(null, Duration.ZERO, isOne(reply.get(1)) ? ticket : NO_TICKET);
    }

    private Found read(ConversationId id, byte[] value, long now) {
        try {
            WindowCodec.Read read = codec.read(windows.key(id), id, value);
            return new Found(read.window(), Duration.ofMillis(Math.max(0, now - read.asOf())), NO_TICKET);
        } catch (UnreadableException e) {
            unreadable.found(windows.key(id));
            drop(List.of(id));
            return new Found(null, Duration.ZERO, NO_TICKET);
        }
    }

    @Override
    public long ticket(ConversationId id) {
        long ticket = newTicket();
        List<?> reply = calls.list(windows.ticket(id, ticket));
        calls.observe(reply.get(0));
        return isOne(reply.get(1)) ? ticket : NO_TICKET;
    }

    @Override
    public boolean fill(long ticket, ConversationWindow window) {
        WindowCodec.Written written = ticket == NO_TICKET ? null : codec.write(windows.key(window.id()), window);
        return written != null && isOne(calls.run(windows.fill(ticket, window, written)));
    }

    @Override
    public void confirm(long ticket, ConversationId id, long version) {
        if (ticket != NO_TICKET) {
            calls.run(windows.confirm(ticket, id, version));
        }
    }

    @Override
    public void apply(List<Change> changes, Duration age) {
        if (!changes.isEmpty()) {
            calls.runAll(applying(changes, age)).forEach(calls::observe);
        }
    }

    /** Returns the calls that apply changes, each of which is answered with the server's time. */
    List<ScriptCall> applying(List<Change> changes, Duration age) {
        return changes.stream().map(change -> windows.apply(change, age)).toList();
    }

    @Override
    public void drop(Collection<ConversationId> ids) {
        if (!ids.isEmpty()) {
            calls.runAll(ids.stream().map(windows::drop).toList()).forEach(calls::observe);
        }
    }

    private static boolean isOne(@Nullable Object reply) {
        return Long.valueOf(1).equals(reply);
    }

    private long newTicket() {
        long ticket = random.nextLong();
        return ticket == NO_TICKET ? 1 : ticket;
    }
}
