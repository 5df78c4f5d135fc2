package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group as the rows of a statement that does not know yet where the conversations stand: the places of messages are
 * counted back from the last one of the group. Left out are conversations where a later append of the group expects a
 * version, which depends on what becomes of the earlier ones.
 */
final class AppendRows {
    private final SortedMap<ConversationId, List<MarkedAppend>> appends = new TreeMap<>(HeldHeads.KEY_ORDER);

    static AppendRows of(List<MarkedAppend> group) {
        AppendRows rows = new AppendRows();
        for (MarkedAppend marked : group) {
            rows.appends
                    .computeIfAbsent(marked.append().conversation(), any -> new ArrayList<>())
                    .add(marked);
        }
        rows.appends.values().removeIf(AppendRows::expectsLater);
        return rows;
    }

    private static boolean expectsLater(List<MarkedAppend> appends) {
        return appends.stream().skip(1).anyMatch(marked -> marked.append().expectedVersion() != null);
    }

    boolean isEmpty() {
        return appends.isEmpty();
    }

    /** Returns where a conversation stood before the group, given where it stands after. */
    Head before(ConversationId id, Head after) {
        List<MarkedAppend> added = appends.getOrDefault(id, List.of());
        return new Head(after.version() - added.size(), after.lastSequence() - messages(added), true);
    }

    private static int messages(List<MarkedAppend> appends) {
        return appends.stream()
                .mapToInt(marked -> marked.append().messages().size())
                .sum();
    }

    /** Returns a row for each conversation: its key, the versions, messages and tokens it gains, what is expected. */
    String heads() {
        JsonRows rows = new JsonRows();
        appends.forEach((id, added) -> {
            long tokens = added.stream()
                    .flatMap(marked -> marked.append().messages().stream())
                    .mapToLong(NewMessage::tokens)
                    .sum();
            rows.row()
                    .text("tenant", id.tenant())
                    .text("id", id.value())
                    .number("appends", (long) added.size())
                    .number("messages", (long) messages(added))
                    .number("tokens", tokens)
                    .number("expected", expected(added));
        });
        return rows.toJson();
    }

    /** Returns the expected versions by tenant and within that by id, or null if there are none. */
    @Nullable String expected() {
        Map<String, Map<String, Long>> ids = new HashMap<>();
        appends.forEach((id, added) -> {
            Long expected = expected(added);
            if (expected != null) {
                ids.computeIfAbsent(id.tenant(), any -> new HashMap<>()).put(id.value(), expected);
            }
        });
        return Json.write(new HashMap<>(ids));
    }

    private static @Nullable Long expected(List<MarkedAppend> appends) {
        return appends.get(0).append().expectedVersion();
    }

    /** Returns a row for each message, as any statement takes them but for the place. */
    String messages() {
        JsonRows rows = new JsonRows();
        appends.forEach((id, added) -> {
            long messagesAfter = messages(added);
            long appendsAfter = added.size();
            for (MarkedAppend marked : added) {
                appendsAfter--;
                Long token = marked.token();
                for (NewMessage message : marked.append().messages()) {
                    messagesAfter--;
                    rows.row()
                            .text("tenant", id.tenant())
                            .text("conversation", id.value())
                            .number("messages_after", messagesAfter)
                            .number("appends_after", appendsAfter);
                    NewMessageColumns.of(message, message.parent(), token).writeTo(rows);
                    token = null;
                }
            }
        });
        return rows.toJson();
    }
}
