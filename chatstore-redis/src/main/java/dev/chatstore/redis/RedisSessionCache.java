package dev.chatstore.redis;

import static dev.chatstore.redis.CacheCalls.text;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.redis.CacheCalls.Call;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sessions in Redis: one key for each, with a header that the scripts read and the session as one record. */
final class RedisSessionCache implements SessionCache {
    private static final int LAYOUT = 1;
    private static final int THERE = 1;

    /** Later than any time that a session expires at, and exact as a number of Lua. */
    private static final long NEVER = 1L << 53;

    private final CacheCalls calls;
    private final CacheKeys keys;
    private final CacheSettings settings;
    private final Frames frames;
    private final CorruptValues corrupt;
    private final ServerTime time = new ServerTime();

    RedisSessionCache(CacheCalls calls, CacheKeys keys, CacheSettings settings, CorruptValues corrupt) {
        this.calls = calls;
        this.keys = keys;
        this.settings = settings;
        this.frames = new Frames(settings.compressFrom());
        this.corrupt = corrupt;
    }

    @Override
    public Optional<Found> find(SessionKey key) {
        Object reply = calls.run(new Call(CacheScript.FIND_SESSION, keys.of(key)));
        if (reply instanceof List<?> list && list.get(0) instanceof Long now && list.get(1) instanceof byte[] value) {
            time.told(now);
            try {
                return Optional.of(read(key, new ByteSource(value), now));
            } catch (UnreadableException | DateTimeException e) {
                corrupt.met(keys.of(key));
                drop(key, 0);
            }
        }
        return Optional.empty();
    }

    private static Found read(SessionKey key, ByteSource from, long now) {
        if (from.oneByte() != LAYOUT || from.oneByte() != THERE) {
            throw new UnreadableException();
        }
        long version = from.eightBytes();
        long expires = from.eightBytes();
        Duration age = Duration.ofMillis(Math.max(0, now - from.eightBytes()));
        ByteSource body = Frames.next(from).body();
        Instant created = body.time();
        Instant updated = body.time();
        Instant end = expires == NEVER ? null : ByteSource.instant(expires);
        return new Found(new StoredSession(key, version, body.text(), created, updated, end), age);
    }

    @Override
    public void put(StoredSession session, Duration age) {
        long expires = expires(session.expires());
        if (!WindowHeader.isExact(session.version()) || expires < 0) {
            drop(session.key(), 0);
            return;
        }
        ByteSink header = new ByteSink().put(LAYOUT).put(THERE);
        header.putLong(session.version()).putLong(expires).putLong(0);
        ByteSink body = new ByteSink().putTime(session.created()).putTime(session.updated());
        body.putText(session.state());
        ByteSink record = new ByteSink();
        frames.add(record, Frames.HEAD, 0, 0, body);
        Object now = calls.run(new Call(
                CacheScript.PUT_SESSION,
                keys.of(session.key()),
                header.toBytes(),
                record.toBytes(),
                text(time.atLeast()),
                text(age.toMillis()),
                text(settings.timeToLive().toMillis())));
        if (now instanceof Long millis) {
            time.told(millis);
        }
    }

    @Override
    public void drop(SessionKey key, long version) {
        calls.run(new Call(
                CacheScript.DROP_SESSION,
                keys.of(key),
                text(LAYOUT),
                text(version == 0 ? NEVER : version),
                text(CacheSettings.FLOOR.toMillis())));
    }

    private static long expires(@Nullable Instant expires) {
        try {
            return expires == null ? NEVER : Math.min(NEVER - 1, ByteSink.micros(expires));
        } catch (ArithmeticException e) {
            return NEVER - 1;
        }
    }
}
