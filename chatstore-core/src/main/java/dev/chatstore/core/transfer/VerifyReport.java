package dev.chatstore.core.transfer;

import java.util.List;

/**
 * How a store compares with a source.
 *
 * @param conversations how many conversations of the source were compared
 * @param equal how many messages are stored in the source's order with its role, author, text, time, attachments and what it
 *     follows
 * @param missing how many messages are not stored, or not in the source's order
 * @param different how many messages are stored with another role, author, text, time or attachments, or follow another message
 * @param skipped how many records of the source an import leaves out, which were not compared
 * @param places where messages are missing or different, or were skipped: the first {@value ImportReport#MAX_SKIPS}
 */
public record VerifyReport(
        long conversations, long equal, long missing, long different, long skipped, List<ImportReport.Skip> places) {
    /** Creates a report. The list is copied. */
    public VerifyReport {
        places = List.copyOf(places);
    }

    /**
     * Returns whether every message of the source is stored as it is there: something was compared, and nothing is missing,
     * different or skipped.
     */
    public boolean isComplete() {
        return conversations > 0 && missing == 0 && different == 0 && skipped == 0;
    }
}
