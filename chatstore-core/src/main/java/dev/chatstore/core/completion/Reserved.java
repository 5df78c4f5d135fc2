package dev.chatstore.core.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source says and the model has no field for, kept in the metadata under keys of our own for an export. */
public final class Reserved {
    /** An object with keys of the source and their values as they were. */
    public static final String SOURCE = "chatstore.source";

    /** A list of keys that the source did not have though the model has a value. */
    public static final String ABSENT = "chatstore.absent";

    /** In an export only: the number of the message that a message follows, if that is not the one before it. */
    public static final String PARENT = "chatstore.parent";

    private static final List<String> KEYS = List.of(SOURCE, ABSENT, PARENT);

    private final Map<String, @Nullable Object> source = new LinkedHashMap<>();
    private final List<@Nullable Object> absent = new ArrayList<>();

    /** Returns the first of our keys that a source uses, which could not be told apart from ours, or null. */
    public static @Nullable String firstIn(Map<?, ?> object) {
        return KEYS.stream().filter(object::containsKey).findFirst().orElse(null);
    }

    /** Returns whether a key is one of ours. */
    public static boolean isReserved(String key) {
        return KEYS.contains(key);
    }

    /** Keeps a value of the source as it was. */
    public void keep(String key, @Nullable Object value) {
        source.put(key, value);
    }

    /** Keeps values of the source as they were. */
    public void keepAll(Map<String, @Nullable Object> values) {
        source.putAll(values);
    }

    /** Notes that the source did not have a key. */
    public void absent(String key) {
        absent.add(key);
    }

    /** Returns metadata with what is kept in it. */
    public Map<String, @Nullable Object> in(Map<String, @Nullable Object> metadata) {
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
    public static Map<String, @Nullable Object> source(Map<String, @Nullable Object> metadata) {
        return metadata.get(SOURCE) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** Returns whether {@link #absent} noted a key in that metadata. */
    public static boolean isAbsent(Map<String, @Nullable Object> metadata, String key) {
        return metadata.get(ABSENT) instanceof List<?> list && list.contains(key);
    }
}
