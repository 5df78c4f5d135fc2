package dev.chatstore.core.archive.run;

import dev.chatstore.api.ConversationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was moved into the archive or back, or what would be.
 *
 * @param direction where messages were moved
 * @param dryRun whether nothing was changed
 * @param complete whether the run came to its end; if not, the next run goes on
 * @param time the time of the store's clock by which ages were measured
 * @param total the numbers of all conversations together
 * @param damaged the first {@value #MAX_DAMAGED} of the conversations that are damaged
 */
// Six components: the parts of a report.
public record ArchiveReport(
        Direction direction,
        boolean dryRun,
        boolean complete,
        Instant time,
        ArchiveCounts total,
        List<ConversationId> damaged) {
    /** The maximum number of damaged conversations that a report lists. */
    public static final int MAX_DAMAGED = 1_000;

    /** Where messages were moved. */
    public enum Direction {
        /** Into the archive. */
        ARCHIVE,
        /** Back from it. */
        UNARCHIVE
    }

    /** Creates a report; the list is copied. */
    public ArchiveReport {
        damaged = List.copyOf(damaged);
    }

    /** Returns the numbers as one line. */
    public String summary() {
        boolean isBack = direction == Direction.UNARCHIVE;
        String would = dryRun ? "would be " : "";
        String moved = isBack ? "brought back" : "moved into the archive";
        String sizes = total.bytes() == 0
                ? ""
                : ", " + total.bytes() + " bytes as JSON and " + total.stored() + " in the archive ("
                        + String.format(Locale.ROOT, "%.3f", (double) total.stored() / total.bytes()) + ")";
        String orphans = isBack ? "" : "; orphans " + would + "removed: " + total.orphans();
        return "looked at " + total.conversations() + " conversations; " + would + moved + ": " + total.messages()
                + " messages of " + total.conversationsMoved() + " conversations" + sizes + "; left: " + total.small()
                + " small, " + total.changed() + " changed, " + total.damaged() + " damaged" + orphans
                + (complete ? "" : "; stopped before its end");
    }

    /** Returns everything as plain values in a fixed order, for a JSON document. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("direction", direction.name().toLowerCase(Locale.ROOT));
        map.put("dryRun", dryRun);
        map.put("complete", complete);
        map.put("time", time);
        map.putAll(total.asMap());
        map.put(
                "damagedConversations",
                damaged.stream()
                        .map(id -> Map.of("tenant", id.tenant(), "conversation", id.value()))
                        .toList());
        return map;
    }

    /** Returns the numbers, without names. */
    @Override
    public String toString() {
        return "ArchiveReport[direction=" + direction + ", dryRun=" + dryRun + ", complete=" + complete + ", time="
                + time + ", total=" + total + "]";
    }
}
