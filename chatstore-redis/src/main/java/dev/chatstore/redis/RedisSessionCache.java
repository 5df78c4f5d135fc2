package dev.chatstore.redis;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sessions in Redis: one key for each, with a header that the scripts read and the session as one record. */
final class RedisSessionCache implements SessionCache {
    /** Later than any time that a session expires at, and exact as a number of Lua. */
    private static final long NEVER = 1L << 53;

    private static final int LAYOUT = 1;
    private static final int GONE = 0;

    private final CacheCalls calls;
    private final KeyMaker keys;
    private final CacheSettings settings;
    private final Frames frames;
    private final CorruptValues corrupt;

    RedisSessionCache(CacheCalls calls, KeyMaker keys, CacheSettings settings, CorruptValues corrupt) {
        this.calls = calls;
        this.keys = keys;
        this.settings = settings;
        this.frames = new Frames(settings.compressFrom());
        this.corrupt = corrupt;
    }

    @Override
    public Optional<Found> find(SessionKey key) {
        CacheCalls.Timed there = calls.get(key(key));
        byte[] value = there.value();
        if (there.refused()) {
            return findByScript(key);
        }
        return value == null ? Optional.empty() : read(key, value, there.now());
    }

    private Optional<Found> findByScript(SessionKey key) {
        List<?> reply = (List<?>) calls.run(call(Script.CACHED_FIND, key).call());
        if (reply == null) {
            return Optional.empty();
        }
        long now = calls.told(reply.get(0));
        if (reply.size() > 1) {
            return read(key, (byte[]) reply.get(1), now);
        }
        corrupt.met(key(key));
        return Optional.empty();
    }

    private Optional<Found> read(SessionKey key, byte[] value, long now) {
        try {
            return Optional.ofNullable(read(key, new ByteSource(value), now));
        } catch (UnreadableException | DateTimeException e) {
            corrupt.met(key(key));
            drop(key, 0);
            return Optional.empty();
        }
    }

    /** Reads what is kept; null if the session was forgotten. */
    private static @Nullable Found read(SessionKey key, ByteSource from, long now) {
        if (from.oneByte() != LAYOUT) {
            throw new UnreadableException();
        }
        if (from.oneByte() == GONE) {
            return null;
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
        SessionKey key = session.key();
        if (!WindowHeader.isExact(session.version())) {
            drop(key, 0);
            return;
        }
        ByteSink body = new ByteSink().putTime(session.created()).putTime(session.updated());
        body.putText(session.state());
        ByteSink record = new ByteSink();
        frames.add(record, Frames.HEAD, 0, 0, body);
        calls.told(calls.run(call(Script.CACHED_PUT, key)
                .with(session.version())
                .with(expires(session.expires()))
                .with(record.toBytes())
                .with(calls.serverTime(key(key)))
                .with(age.toMillis())
                .with(settings.lifeMillis())
                .call()));
    }

    @Override
    public void drop(SessionKey key, long version) {
        calls.told(calls.run(call(Script.CACHED_DROP, key)
                .with(version == 0 ? NEVER : version)
                .with(settings.memoryMillis())
                .call()));
    }

    private Call.Builder call(Script script, SessionKey key) {
        return Call.of(script, List.of(key(key)));
    }

    private byte[] key(SessionKey key) {
        return Keys.CACHED_SESSION.of(keys.prefix(), key.tenant(), key.value());
    }

    private static long expires(@Nullable Instant expires) {
        try {
            return expires == null ? NEVER : Math.min(NEVER - 1, ByteSink.micros(expires));
        } catch (ArithmeticException e) {
            return NEVER - 1;
        }
    }
}
