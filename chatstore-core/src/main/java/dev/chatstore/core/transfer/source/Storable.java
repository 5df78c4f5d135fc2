package dev.chatstore.core.transfer.source;

import dev.chatstore.api.HasMetadata;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes as little of what a source says as is needed to store it. */
public final class Storable {
    private Storable() {}

    /** Returns a text, with U+FFFD in place of what cannot be stored, and notes if that was needed. */
    public static String text(String given, List<String> changes) {
        String clean = NewMessage.clean(given);
        if (!clean.equals(given)) {
            changes.add("its text has characters that cannot be stored, which were replaced");
        }
        return clean;
    }

    /** Returns metadata without what cannot be stored, and notes if that was needed. */
    public static Map<String, @Nullable Object> metadata(Map<String, @Nullable Object> given, List<String> changes) {
        Map<String, @Nullable Object> kept = metadata(given);
        if (!kept.equals(given)) {
            changes.add("its metadata has values that cannot be stored, which were replaced or left out");
        }
        return kept;
    }

    /** Returns metadata without what cannot be stored. */
    public static Map<String, @Nullable Object> metadata(Map<String, @Nullable Object> given) {
        try {
            NewMessage.user("").withMetadata(given);
            return given;
        } catch (InvalidInputException e) {
            return object(given, 1);
        }
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> given, int depth) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            String name = NewMessage.clean(String.valueOf(key));
            if (name.length() <= HasMetadata.MAX_KEY) {
                kept.put(name, value(value, depth));
            }
        });
        return kept;
    }

    /** Returns a value inside as many objects and lists. */
    private static @Nullable Object value(@Nullable Object given, int depth) {
        if (given instanceof String text) {
            return NewMessage.clean(text);
        }
        if (given instanceof Map<?, ?> map) {
            return depth == HasMetadata.MAX_DEPTH ? null : object(map, depth + 1);
        }
        if (given instanceof List<?> list) {
            if (depth == HasMetadata.MAX_DEPTH) {
                return null;
            }
            List<@Nullable Object> kept = new ArrayList<>(list.size());
            list.forEach(element -> kept.add(value(element, depth + 1)));
            return kept;
        }
        return given instanceof BigDecimal || given instanceof BigInteger ? number((Number) given) : given;
    }

    /** Returns a number, or its digits as a text if it is beyond what is stored. */
    private static Object number(Number given) {
        try {
            NewMessage.user("").withMetadata(Map.of("number", given));
            return given;
        } catch (InvalidInputException e) {
            return given.toString();
        }
    }

    /** Returns metadata without its largest value. */
    public static Map<String, @Nullable Object> withoutLargest(Map<String, @Nullable Object> metadata) {
        String largest = null;
        long most = -1;
        for (Map.Entry<String, @Nullable Object> entry : metadata.entrySet()) {
            long size = entry.getKey().length() + size(entry.getValue());
            if (size > most) {
                most = size;
                largest = entry.getKey();
            }
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(metadata);
        if (largest != null) {
            rest.remove(largest);
        }
        return rest;
    }

    private static long size(@Nullable Object value) {
        long size = 1;
        if (value instanceof String text) {
            size += text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += size(entry.getKey()) + size(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                size += size(element);
            }
        }
        return size;
    }
}
