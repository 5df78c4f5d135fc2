package dev.chatstore.core.erasure;

import dev.chatstore.api.Message;
import dev.chatstore.core.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a message in the log of an import, a JSON array of arrays. The second column of each is the id of a conversation
 * within the tenant that the log's metadata has.
 */
record LogRows(List<?> rows) {
    private static final String FIELD = "rows";

    /** Returns the rows of a message; none of one that is no log. */
    static LogRows of(Message message) {
        // Json reads objects alone.
        Map<String, @Nullable Object> read = Json.readObjectOrNull("{\"" + FIELD + "\":" + message.text() + "}");
        return new LogRows(read != null && read.get(FIELD) instanceof List<?> rows ? rows : List.of());
    }

    private static @Nullable String value(@Nullable Object row) {
        return row instanceof List<?> columns && columns.size() > 1 && columns.get(1) instanceof String value
                ? value
                : null;
    }

    /** Returns the ids of the conversations. */
    List<String> values() {
        return rows.stream().map(LogRows::value).filter(Objects::nonNull).toList();
    }

    boolean hasAny(Set<String> values) {
        return values().stream().anyMatch(values::contains);
    }

    /** Returns the rows without those of some conversations. */
    LogRows without(Set<String> values) {
        return new LogRows(rows.stream()
                .filter(row -> {
                    String value = value(row);
                    return value == null || !values.contains(value);
                })
                .toList());
    }

    /** Returns the text of a message with these rows. */
    String text() {
        String object = String.valueOf(Json.write(Map.of(FIELD, rows)));
        return object.substring(object.indexOf('['), object.length() - 1);
    }
}
