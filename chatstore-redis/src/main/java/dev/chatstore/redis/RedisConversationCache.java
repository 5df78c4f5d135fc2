package dev.chatstore.redis;

import static dev.chatstore.redis.CacheCalls.text;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.redis.CacheCalls.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
    private final CacheKeys keys;
    private final CacheSettings settings;
    private final RandomGenerator random;
    private final WindowCodec codec;
    private final CorruptValues corrupt;
    private final ServerTime time = new ServerTime();

    RedisConversationCache(
            CacheCalls calls, CacheKeys keys, CacheSettings settings, RandomGenerator random, CorruptValues corrupt) {
        this.calls = calls;
        this.keys = keys;
        this.settings = settings;
        this.random = random;
        this.corrupt = corrupt;
        this.codec = new WindowCodec(new Frames(settings.compressFrom()), settings.messages(), settings.bytes());
    }

    @Override
    public Found find(ConversationId id) {
        long ticket = newTicket();
        Object reply = calls.run(new Call(CacheScript.FIND_WINDOW, keys.of(id), bytes(ticket), lease(), floor()));
        if (!(reply instanceof List<?> list)) {
            return new Found(null, Duration.ZERO, NO_TICKET);
        }
        long now = told(list.get(0));
        if (list.get(1) instanceof byte[] value) {
            return read(id, value, now);
        }
        if (list.size() > 2 && !Long.valueOf(0).equals(list.get(2))) {
            corrupt.met(keys.of(id));
        }
        return new Found(null, Duration.ZERO, Long.valueOf(1).equals(list.get(1)) ? ticket : NO_TICKET);
    }

    private Found read(ConversationId id, byte[] value, long now) {
        try {
            WindowCodec.Read read = codec.read(id, value);
            return new Found(read.window(), Duration.ofMillis(Math.max(0, now - read.asOf())), NO_TICKET);
        } catch (UnreadableException e) {
            corrupt.met(keys.of(id));
            drop(List.of(id));
            return new Found(null, Duration.ZERO, NO_TICKET);
        }
    }

    @Override
    public long ticket(ConversationId id) {
        long ticket = newTicket();
        Object reply = calls.run(new Call(CacheScript.TAKE_TICKET, keys.of(id), bytes(ticket), lease(), floor()));
        if (!(reply instanceof List<?> list)) {
            return NO_TICKET;
        }
        told(list.get(0));
        return Long.valueOf(1).equals(list.get(1)) ? ticket : NO_TICKET;
    }

    @Override
    public boolean fill(long ticket, ConversationWindow window) {
        WindowCodec.Written written = ticket == NO_TICKET ? null : codec.write(window);
        if (written == null) {
            return false;
        }
        byte[] live =
                window.head() == null ? floor() : text(settings.timeToLive().toMillis());
        return Long.valueOf(1)
                .equals(calls.run(new Call(
                        CacheScript.FILL_WINDOW,
                        keys.of(window.id()),
                        bytes(ticket),
                        lease(),
                        written.header(),
                        written.records(),
                        live)));
    }

    @Override
    public void confirm(long ticket, ConversationId id, long version) {
        if (ticket != NO_TICKET) {
            calls.run(new Call(
                    CacheScript.CONFIRM_WINDOW,
                    keys.of(id),
                    bytes(ticket),
                    text(version),
                    text(settings.timeToLive().toMillis()),
                    floor()));
        }
    }

    @Override
    public void apply(List<Change> changes) {
        if (!changes.isEmpty()) {
            for (Object reply : calls.runAll(changes.stream().map(this::call).toList())) {
                if (reply != null) {
                    told(reply);
                }
            }
        }
    }

    private Call call(Change change) {
        if (change instanceof Change.Appended appended) {
            return appended(appended);
        }
        if (change instanceof Change.Revised revised) {
            Message message = revised.message();
            byte[] record = codec.record(Frames.REVISED, List.of(message));
            byte[] updated = ByteSink.longBytes(
                    ByteSink.micros(message.edited() == null ? message.created() : message.edited()));
            return call('R', change, record, text(1), text(message.sequence()), updated);
        }
        if (change instanceof Change.Described described) {
            Conversation head = described.head();
            if (!WindowHeader.isExact(head.version(), head.messageCount(), head.lastSequence(), head.tokens())) {
                return dropped(head.id());
            }
            return call(
                    'D',
                    change,
                    codec.record(head),
                    text(0),
                    text(0),
                    ByteSink.longBytes(ByteSink.micros(head.updated())),
                    text(head.lastSequence()),
                    text(head.tokens()),
                    text(head.messageCount()));
        }
        return call('X', change);
    }

    private Call appended(Change.Appended appended) {
        List<Message> messages = appended.messages();
        long tokens = 0;
        for (Message message : messages) {
            tokens = WindowHeader.isExact(message.tokens()) ? tokens + message.tokens() : Long.MIN_VALUE;
        }
        if (messages.isEmpty() || !WindowHeader.isExact(appended.version(), tokens)) {
            return dropped(appended.conversation());
        }
        Message last = messages.get(messages.size() - 1);
        return call(
                'A',
                appended,
                codec.record(Frames.MESSAGES, messages),
                text(messages.size()),
                text(messages.get(0).sequence()),
                ByteSink.longBytes(ByteSink.micros(last.created())),
                text(last.sequence()),
                text(tokens));
    }

    private Call call(char kind, Change change, byte[]... parts) {
        List<byte[]> arguments = new ArrayList<>(List.of(
                String.valueOf(kind).getBytes(StandardCharsets.US_ASCII),
                text(change.version()),
                text(time.atLeast()),
                text(settings.timeToLive().toMillis()),
                floor(),
                text(settings.messages()),
                text(settings.bytes())));
        arguments.addAll(List.of(parts));
        return new Call(CacheScript.APPLY_CHANGE, keys.of(change.conversation()), arguments);
    }

    @Override
    public void drop(Collection<ConversationId> ids) {
        if (!ids.isEmpty()) {
            calls.runAll(ids.stream().map(this::dropped).toList());
        }
    }

    private Call dropped(ConversationId id) {
        return new Call(CacheScript.DROP_WINDOW, keys.of(id), floor());
    }

    private long told(@Nullable Object reply) {
        long now = reply instanceof Long number ? number : ServerTime.UNKNOWN;
        time.told(now);
        return now;
    }

    private long newTicket() {
        long ticket = random.nextLong();
        return ticket == NO_TICKET ? 1 : ticket;
    }

    private byte[] lease() {
        return text(settings.lease().toMillis());
    }

    private static byte[] floor() {
        return text(CacheSettings.FLOOR.toMillis());
    }

    private static byte[] bytes(long ticket) {
        return ByteBuffer.allocate(Long.BYTES).putLong(ticket).array();
    }
}
