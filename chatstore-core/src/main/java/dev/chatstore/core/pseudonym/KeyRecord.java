package dev.chatstore.core.pseudonym;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.codec.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of its keys: their fingerprints and what they are used for. It is a session in a tenant of the library, so
 * that every backend, dump and copy has it.
 *
 * @param keys the fingerprints of the keys, that of the oldest first
 * @param kinds the labels of what is kept as pseudonyms
 * @param converting whether a conversion was begun that has not ended
 * @param remembered until when the store remembers ids that a conversion has replaced, or null
 */
public record KeyRecord(
        List<String> keys,
        List<String> kinds,
        boolean converting,
        @Nullable Instant remembered) {
    private static final SessionId ID = new SessionId("chatstore.pseudonyms", "keys", "current");

    private static final String KEYS = "keys";
    private static final String KINDS = "kinds";
    private static final String CONVERTING = "converting";
    private static final String REMEMBERED = "remembered";

    /** Creates a record. The lists are copied. */
    public KeyRecord {
        keys = List.copyOf(keys);
        kinds = List.copyOf(kinds);
    }

    /** Returns the record of a store all of whose ids are pseudonyms. */
    public static KeyRecord of(Pseudonyms pseudonyms) {
        return new KeyRecord(
                pseudonyms.fingerprints(),
                Stream.of(PseudonymKind.values())
                        .filter(pseudonyms.kinds()::contains)
                        .map(PseudonymKind::label)
                        .toList(),
                false,
                null);
    }

    /** Returns whether a session is the record of a store. */
    public static boolean is(SessionId session) {
        return session.equals(ID);
    }

    /** Returns this record as that of a store that is being converted, or is not. */
    public KeyRecord converting(boolean isConverting) {
        return new KeyRecord(keys, kinds, isConverting, remembered);
    }

    /** Returns this record with another time until which replaced ids are remembered. */
    public KeyRecord remembering(@Nullable Instant until) {
        return new KeyRecord(keys, kinds, converting, until);
    }

    /** Returns whether another record has the same keys for the same kinds. */
    public boolean isFor(KeyRecord other) {
        return keys.equals(other.keys) && kinds.equals(other.kinds);
    }

    /** Returns whether a conversion can make the ids of this record those of another one: its keys come first, and no kind goes. */
    public boolean isBefore(KeyRecord other) {
        return other.keys.size() >= keys.size()
                && other.keys.subList(0, keys.size()).equals(keys)
                && other.kinds.containsAll(kinds);
    }

    /**
     * Returns the record of a store, or empty if it has none. Cost: one statement.
     *
     * @throws CorruptDataException if it cannot be read
     */
    public static Optional<KeyRecord> find(SessionBackend sessions) {
        return sessions.find(ID).map(KeyRecord::read);
    }

    /** Returns the record of a store, which is this one if it had none. */
    KeyRecord orExisting(SessionBackend sessions) {
        return read(sessions.getOrCreate(ID, new SessionWrite(text(), null, null)));
    }

    /**
     * Stores this record in the place of the one that a store has.
     *
     * @throws ConflictException if another process stores one at the same time
     */
    public void save(SessionBackend sessions) {
        SessionWrite write = new SessionWrite(text(), null, null);
        Optional<StoredSession> found = sessions.find(ID);
        if (found.isEmpty()) {
            sessions.compareAndSet(ID, 0, write);
        } else if (!read(found.get()).equals(this)) {
            sessions.compareAndSet(found.get(), write);
        }
    }

    private String text() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(KEYS, keys);
        object.put(KINDS, kinds);
        object.put(CONVERTING, converting);
        object.put(REMEMBERED, remembered == null ? null : remembered.toString());
        return String.valueOf(Json.write(object));
    }

    private static KeyRecord read(StoredSession session) {
        Map<String, @Nullable Object> object = Json.readObjectOrNull(session.state());
        if (object != null
                && object.get(KEYS) instanceof List<?> keys
                && object.get(KINDS) instanceof List<?> kinds
                && object.get(CONVERTING) instanceof Boolean converting) {
            try {
                Instant remembered = object.get(REMEMBERED) instanceof String time ? Instant.parse(time) : null;
                return new KeyRecord(texts(keys), texts(kinds), converting, remembered);
            } catch (DateTimeException e) {
                // As for anything else that was not written so.
            }
        }
        throw CorruptDataException.ofSession(ID, "state", "is not a record of keys", null);
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }
}
