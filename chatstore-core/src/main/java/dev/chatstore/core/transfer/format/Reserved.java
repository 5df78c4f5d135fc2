package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says and the model has no field for, kept in the metadata under two keys of our own, so that an export
 * can say it again.
 */
final class Reserved {
    /** An object with keys of the source and their values as they were. */
    static final String SOURCE = "chatstore.source";

    /** A list of keys that the source did not have though the model has a value. */
    static final String ABSENT = "chatstore.absent";

    private final Map<String, @Nullable Object> source = new LinkedHashMap<>();
    private final List<@Nullable Object> absent = new ArrayList<>();

    /** Refuses a source that uses our keys: they could not be told apart from ours. */
    static void checkFree(Map<String, @Nullable Object> object) throws Refused {
        if (object.containsKey(SOURCE) || object.containsKey(ABSENT)) {
            throw new Refused("has the reserved key " + SOURCE + " or " + ABSENT);
        }
    }

    static boolean isReserved(String key) {
        return key.equals(SOURCE) || key.equals(ABSENT);
    }

    void keep(String key, @Nullable Object value) {
        source.put(key, value);
    }

    void keepAll(Map<String, @Nullable Object> values) {
        source.putAll(values);
    }

    void absent(String key) {
        absent.add(key);
    }

    /** Returns metadata with what is kept in it. */
    Map<String, @Nullable Object> in(Map<String, @Nullable Object> metadata) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(metadata);
        if (!source.isEmpty()) {
            all.put(SOURCE, source);
        }
        if (!absent.isEmpty()) {
            all.put(ABSENT, absent);
        }
        return all;
    }

    /** Returns what {@link #keep} kept in that metadata. */
    @SuppressWarnings("unchecked") // an object of the API has strings as keys
    static Map<String, @Nullable Object> source(Map<String, @Nullable Object> metadata) {
        return metadata.get(SOURCE) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    static boolean isAbsent(Map<String, @Nullable Object> metadata, String key) {
        return metadata.get(ABSENT) instanceof List<?> list && list.contains(key);
    }
}
