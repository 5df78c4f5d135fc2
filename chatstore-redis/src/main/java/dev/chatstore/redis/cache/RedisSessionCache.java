package dev.chatstore.redis.cache;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.redis.codec.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions in Redis: one key for each, which holds the header that {@code cached_session.lua} describes, and
 * after it the session as one frame.
 */
final class RedisSessionCache implements SessionCache {
    /** Later than any expiry, and exact as a number in Lua. */
    private static final long NEVER = 1L << 53;

    private static final int LAYOUT = 4;

    /** The size of the header without its checksum, see {@code cached_session.lua}. */
    private static final int HEADER = 30;

    private static final int DROPPED = 0;

    private final CacheCalls calls;
    private final Keys keys;
    private final RedisCacheSettings settings;
    private final Frames frames;
    private final UnreadableValues unreadable;

    RedisSessionCache(
            CacheCalls calls, Keys keys, RedisCacheSettings settings, Frames frames, UnreadableValues unreadable) {
        this.calls = calls;
        this.keys = keys;
        this.settings = settings;
        this.frames = frames;
        this.unreadable = unreadable;
    }

    @Override
    public Optional<Found> find(SessionId id) {
        CacheCalls.TimedValue found = calls.get(keys.cached(id));
        byte[] value = found.value();
        if (found.refused()) {
            return findByScript(id);
        }
        return value == null ? Optional.empty() : read(id, value, found.now());
    }

    private Optional<Found> findByScript(SessionId id) {
        byte[] cached = keys.cached(id);
        List<?> reply =
                (List<?>) calls.run(CacheScript.CACHED_SESSION_FIND.on(cached).call());
        if (reply == null) {
            return Optional.empty();
        }
        long now = calls.observe(reply.get(0));
        if (reply.size() > 1) {
            return read(id, (byte[]) reply.get(1), now);
        }
        unreadable.found(cached);
        return Optional.empty();
    }

    private Optional<Found> read(SessionId id, byte[] value, long now) {
        try {
            return Optional.ofNullable(read(keys.cached(id), id, new ByteSource(value), now));
        } catch (RuntimeException e) {
            // Bytes that nobody wrote make values that no constructor accepts.
            unreadable.found(keys.cached(id));
            drop(id, 0);
            return Optional.empty();
        }
    }

    /** Reads a value; null if it only remembers a version. */
    private static @Nullable Found read(byte[] key, SessionId id, ByteSource from, long now) {
        ByteSource header = HeaderChecksum.checked(key, from, HEADER);
        if (header.oneByte() != LAYOUT) {
            throw new UnreadableException();
        }
        int state = header.oneByte();
        long version = header.eightBytes();
        long expires = header.eightBytes();
        Duration age = Duration.ofMillis(Math.max(0, now - header.eightBytes()));
        if (header.fourBytes() != from.left()) {
            throw new UnreadableException();
        }
        if (state == DROPPED) {
            return null;
        }
        ByteSource body = Frames.next(from, key).body();
        Instant created = body.time();
        Instant updated = body.time();
        Duration left = Duration.of(body.eightBytes(), ChronoUnit.MICROS);
        StoredSession.Expiry end = expires == NEVER ? null : new StoredSession.Expiry(Micros.toInstant(expires), left);
        String owner = body.optional();
        return new Found(new StoredSession(id, owner, version, body.text(), created, updated, end), age);
    }

    @Override
    public void put(StoredSession session, Duration age) {
        SessionId id = session.id();
        if (!WindowHeader.isExact(session.version())) {
            drop(id, 0);
            return;
        }
        byte[] cached = keys.cached(id);
        calls.observe(calls.run(CacheScript.CACHED_SESSION_PUT
                .on(cached)
                .with(session.version())
                .with(expires(session.expires()))
                .with(frame(cached, session))
                .with(calls.serverTime(cached))
                .with(age.toMillis())
                .with(settings.lifeMillis())
                .call()));
    }

    private byte[] frame(byte[] key, StoredSession session) {
        ByteSink body = new ByteSink()
                .putTime(session.created())
                .putTime(session.updated())
                .putLong(left(session));
        body.putOptional(session.owner()).putText(session.state());
        return frames.frame(key, Frames.HEAD, 0, 0, body);
    }

    private static long left(StoredSession session) {
        return session.expiry() == null
                ? 0
                : TimeUnit.MICROSECONDS.convert(session.expiry().left());
    }

    @Override
    public void drop(SessionId id, long version) {
        calls.observe(calls.run(CacheScript.CACHED_SESSION_DROP
                .on(keys.cached(id))
                .with(version == 0 ? NEVER : version)
                .with(settings.memoryMillis())
                .call()));
    }

    private static long expires(@Nullable Instant expires) {
        try {
            return expires == null ? NEVER : Math.min(NEVER - 1, Micros.of(expires));
        } catch (ArithmeticException e) {
            return NEVER - 1;
        }
    }
}
