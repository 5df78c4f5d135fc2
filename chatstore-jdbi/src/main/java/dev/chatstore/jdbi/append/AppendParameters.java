package dev.chatstore.jdbi.append;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.sql.ArrayRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group of appends as the parameters of {@code append.sql} or {@code append_expected.sql}, which read the heads themselves.
 * The sequences and versions of messages are therefore counted back from the end of the group. Conversations where a later append of
 * the group expects a version are left out, since its outcome depends on the earlier ones.
 */
final class AppendParameters {
    private final SortedMap<ConversationId, List<AppendWithToken>> appends = new TreeMap<>(LockedHeads.KEY_ORDER);

    static AppendParameters of(List<AppendWithToken> group) {
        AppendParameters rows = new AppendParameters();
        for (AppendWithToken member : group) {
            rows.appends
                    .computeIfAbsent(member.append().conversation(), any -> new ArrayList<>())
                    .add(member);
        }
        rows.appends.values().removeIf(AppendParameters::expectsLater);
        return rows;
    }

    private static boolean expectsLater(List<AppendWithToken> appends) {
        return appends.stream().skip(1).anyMatch(member -> member.append().expectedVersion() != null);
    }

    boolean isEmpty() {
        return appends.isEmpty();
    }

    /** Returns whether a conversation must exist or be at a version. */
    boolean expectHeads() {
        return appends.values().stream()
                .map(added -> added.get(0))
                .anyMatch(first -> first.mustExist() || first.append().expectedVersion() != null);
    }

    /** Returns the head of a conversation before the group, given the one after it. */
    ConversationHead before(ConversationId id, ConversationHead after) {
        List<AppendWithToken> added = appends.getOrDefault(id, List.of());
        return new ConversationHead(after.version() - added.size(), after.lastSequence() - messages(added), true);
    }

    private static int messages(List<AppendWithToken> appends) {
        return appends.stream()
                .mapToInt(member -> member.append().messages().size())
                .sum();
    }

    /** Returns a row for each conversation: its key and what it gains. */
    ArrayRows heads() {
        ArrayRows rows = new ArrayRows("head_");
        appends.forEach((id, added) -> {
            long tokens = added.stream()
                    .flatMap(member -> member.append().messages().stream())
                    .mapToLong(NewMessage::tokens)
                    .sum();
            rows.text("tenant", id.tenant())
                    .text("id", id.value())
                    .number("appends", (long) added.size())
                    .number("messages", (long) messages(added))
                    .number("tokens", tokens);
        });
        return rows;
    }

    /** Returns a row for each conversation in the same order: whether it must exist. */
    ArrayRows existingHeads() {
        ArrayRows rows = new ArrayRows("head_");
        appends.values().forEach(added -> rows.number("must_exist", added.get(0).mustExist() ? 1L : 0L));
        return rows;
    }

    /** Returns the expected versions by tenant and id, or null if there are none. */
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

    private static @Nullable Long expected(List<AppendWithToken> appends) {
        return appends.get(0).append().expectedVersion();
    }

    /** Returns a row for each message, with the numbers of messages and appends that follow it in the conversation. */
    ArrayRows messages() {
        ArrayRows rows = new ArrayRows("message_");
        appends.forEach((id, added) -> {
            long messagesAfter = messages(added);
            long appendsAfter = added.size();
            for (AppendWithToken member : added) {
                appendsAfter--;
                Long writeToken = member.writeToken();
                for (NewMessage message : member.append().messages()) {
                    messagesAfter--;
                    rows.text("tenant", id.tenant())
                            .text("conversation", id.value())
                            .number("messages_after", messagesAfter)
                            .number("appends_after", appendsAfter);
                    NewMessageColumns.of(message, message.parent(), writeToken).writeTo(rows);
                    writeToken = null;
                }
            }
        });
        return rows;
    }
}
