package dev.chatstore.core.audit;

import java.util.List;

/**
 * What the verification of a trail found.
 *
 * @param trail the trail
 * @param first the number of its first entry that was not pruned, 0 if it has none
 * @param entries the number of entries that were read
 * @param digest the digest of the newest entry, empty if there is none. Kept elsewhere, it shows later whether the trail
 *     still has that entry
 * @param findings the first {@value #LISTED} places at which it is not as it was written
 * @param count the number of all of them
 */
public record TrailVerification(
        AuditTrailHead trail, long first, long entries, String digest, List<AuditFinding> findings, long count) {
    /** The maximum number of findings that are listed. */
    public static final int LISTED = 100;

    /** Creates a result. The list is copied. */
    public TrailVerification {
        findings = List.copyOf(findings);
    }

    /** Returns whether the trail is as it was written. */
    public boolean isIntact() {
        return count == 0;
    }
}
