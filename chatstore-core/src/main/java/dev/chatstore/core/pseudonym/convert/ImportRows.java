package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a message in the log of an import, a JSON array of arrays. The second column of each is the id of a conversation
 * within the tenant that the log's metadata has.
 *
 * @param rows the rows, with pseudonyms
 * @param changed how many of them had a plain id
 */
record ImportRows(List<@Nullable Object> rows, long changed) {
    private static final String FIELD = "rows";

    /** Returns the rows of a message with pseudonyms; none of one that is no log. */
    static ImportRows of(Conversation log, Message message, Pseudonyms pseudonyms) {
        // Json reads objects alone.
        Map<String, @Nullable Object> read = Json.readObjectOrNull("{\"" + FIELD + "\":" + message.text() + "}");
        if (read == null || !(read.get(FIELD) instanceof List<?> given)) {
            return new ImportRows(List.of(), 0);
        }
        String tenant = log.profile().metadata("tenant", String.class).orElse(ConversationId.DEFAULT_TENANT);
        List<@Nullable Object> rows = new ArrayList<>(given.size());
        long changed = 0;
        for (Object row : given) {
            if (row instanceof List<?> columns && columns.size() > 1 && columns.get(1) instanceof String value) {
                String stored = pseudonyms.of(ConversationId.of(tenant, value)).value();
                List<@Nullable Object> copy = new ArrayList<>(columns);
                copy.set(1, stored);
                rows.add(copy);
                changed += stored.equals(value) ? 0 : 1;
            } else {
                rows.add(row);
            }
        }
        return new ImportRows(rows, changed);
    }

    /** Returns the text of a message with these rows. */
    String text() {
        String object = String.valueOf(Json.write(Map.of(FIELD, rows)));
        return object.substring(object.indexOf('['), object.length() - 1);
    }
}
