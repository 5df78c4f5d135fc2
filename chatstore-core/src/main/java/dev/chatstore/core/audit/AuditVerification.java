package dev.chatstore.core.audit;

import java.util.List;
import java.util.Set;

/**
 * What the verification of all trails found.
 *
 * @param trails the result for each trail
 * @param lost those of the digests that were asked for that no entry has
 */
public record AuditVerification(List<TrailVerification> trails, Set<String> lost) {
    /** Creates a result. The parts are copied. */
    public AuditVerification {
        trails = List.copyOf(trails);
        lost = Set.copyOf(lost);
    }

    /** Returns whether all trails are as they were written, and have the entries that were asked for. */
    public boolean isIntact() {
        return lost.isEmpty() && trails.stream().allMatch(TrailVerification::isIntact);
    }
}
