package dev.chatstore.core.pseudonym.convert;

import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conversion did, or would do.
 *
 * @param dryRun whether it only counted
 * @param keys the ids of the keys, that of the oldest first
 * @param kinds what is kept as pseudonyms
 * @param converted how much was converted; in a dry run, how much would be
 * @param left how much the last scan found that is not converted; always nothing in a dry run
 * @param unreadable conversations, sessions and holds that cannot be read, and were left as they are
 * @param scans how often the store was read
 * @param sanitized whether what was replaced is gone from the files of the store, and from the place of its archive
 * @param rememberedUntil until when the store remembers the ids of what was replaced, or null if it does not
 */
// Nine components: one for each independent part of the result.
public record PseudonymisationReport(
        boolean dryRun,
        List<String> keys,
        List<String> kinds,
        PseudonymisedAmounts converted,
        PseudonymisedAmounts left,
        long unreadable,
        int scans,
        boolean sanitized,
        @Nullable Instant rememberedUntil) {
    /** Creates a report. The lists are copied. */
    public PseudonymisationReport {
        keys = List.copyOf(keys);
        kinds = List.copyOf(kinds);
    }

    /** Returns whether nothing is left. */
    public boolean isComplete() {
        return left.isNone() && unreadable == 0;
    }

    /** Returns the report as one JSON object. */
    public String toJson() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("dryRun", dryRun);
        object.put("keys", keys);
        object.put("kinds", kinds);
        object.put("converted", converted.amounts());
        object.put("left", left.amounts());
        object.put("unreadable", unreadable);
        object.put("scans", (long) scans);
        object.put("sanitized", sanitized);
        object.put("rememberedUntil", rememberedUntil == null ? null : rememberedUntil.toString());
        return String.valueOf(Json.write(object));
    }
}
