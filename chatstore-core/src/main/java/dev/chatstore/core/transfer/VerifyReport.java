package dev.chatstore.core.transfer;

import java.util.List;

/**
 * How a store compares with a source.
 *
 * @param conversations how many conversations of the source were compared
 * @param equal how many messages are stored in the source's order with its role, text and time
 * @param missing how many messages are not stored, or not in the source's order
 * @param different how many messages are stored with another role, text or time
 * @param places where messages are missing or different: the first {@value ImportReport#MAX_SKIPS}
 */
public record VerifyReport(
        long conversations, long equal, long missing, long different, List<ImportReport.Skip> places) {
    /** Creates a report. The list is copied. */
    public VerifyReport {
        places = List.copyOf(places);
    }

    /** Returns whether every message of the source is stored as it is there. */
    public boolean isComplete() {
        return missing == 0 && different == 0;
    }
}
