package dev.chatstore.core.archive.dictionary;

import com.github.luben.zstd.Zstd;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.lease.StoreLease;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of a store, each of which is a session of the library's own, named by its number. None is ever removed, since
 * segments need it. Safe for use by several threads.
 */
public final class Dictionaries {
    private static final String NAME = "dictionaries";
    private static final String FIELD = "dictionary";

    private final SessionBackend sessions;
    private final Map<Long, byte[]> known = new ConcurrentHashMap<>();

    /** Creates it for the sessions of a store, without caches. */
    public Dictionaries(SessionBackend sessions) {
        this.sessions = sessions;
    }

    /** Returns whether a session is a dictionary. Segments of its own store need it, and those of no other one. */
    public static boolean contain(SessionId id) {
        return id.tenant().equals(StoreLease.TENANT) && id.name().equals(NAME);
    }

    /** Returns a dictionary of the store for new segments, or null if there is none. Cost: one statement. */
    public byte @Nullable [] first() {
        List<StoredSession> found = sessions.list(new SessionScope(StoreLease.TENANT, NAME, null), null, 1);
        return found.isEmpty() ? null : content(found.get(0));
    }

    /** Returns the dictionary of a number, or null if the store does not have it. Cost: one statement for the first call. */
    byte @Nullable [] find(long number) {
        byte[] found = known.get(number);
        if (found == null) {
            StoredSession session = sessions.find(id(number)).orElse(null);
            found = session == null ? null : content(session);
            if (found != null) {
                known.put(number, found);
            }
        }
        return found;
    }

    /** Keeps a dictionary, which is durable when this returns. */
    public void add(byte[] dictionary) {
        String state = "{\"" + FIELD + "\":\"" + Base64.getEncoder().encodeToString(dictionary) + "\"}";
        try {
            sessions.compareAndSet(id(Zstd.getDictIdFromDict(dictionary)), 0, new SessionWrite(state, null, null));
        } catch (ConflictException e) {
            // The same dictionary is there.
        }
    }

    private static SessionId id(long number) {
        return new SessionId(StoreLease.TENANT, NAME, Long.toString(number));
    }

    private static byte @Nullable [] content(StoredSession session) {
        Map<String, @Nullable Object> object = Json.readObjectOrNull(session.state());
        try {
            return object != null && object.get(FIELD) instanceof String text
                    ? Base64.getDecoder().decode(text)
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
