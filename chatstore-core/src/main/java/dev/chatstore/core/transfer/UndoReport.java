package dev.chatstore.core.transfer;

import java.util.List;

/**
 * What an undo has done.
 *
 * @param run the id of the run
 * @param removed how many conversations were removed
 * @param gone how many conversations of the run did not exist any more
 * @param left how many conversations were left as they are
 * @param reasons why conversations were left, each with its id: the first {@value ImportReport#MAX_SKIPS}
 */
public record UndoReport(String run, long removed, long gone, long left, List<String> reasons) {
    /** Creates a report. The list is copied. */
    public UndoReport {
        reasons = List.copyOf(reasons);
    }
}
