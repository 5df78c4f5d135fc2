package dev.chatstore.core.operations;

import java.util.List;

/**
 * Result of a comparison of cached conversations with the durable store.
 *
 * @param conversations the number of conversations that were checked
 * @param entries the number of entries that the caches had of them, in this process and shared
 * @param unsettled the number of entries that changed faster than they could be compared
 * @param sharedReached whether the shared cache, if there is one, answered; its entries were not compared if not
 * @param divergences the entries that differ from the durable store, in the order of the conversations
 */
public record CoherenceReport(
        int conversations, int entries, int unsettled, boolean sharedReached, List<Divergence> divergences) {
    /** The report of a storage without caches. */
    public static final CoherenceReport NONE = new CoherenceReport(0, 0, 0, true, List.of());

    /** Creates the report; the list is copied. */
    public CoherenceReport {
        divergences = List.copyOf(divergences);
    }

    /** Returns whether no entry was wrong. Entries that are only older do not count. */
    public boolean isCoherent() {
        return count(Divergence.Kind.WRONG) == 0;
    }

    /** Returns the number of divergences of a kind. */
    public long count(Divergence.Kind kind) {
        return divergences.stream()
                .filter(divergence -> divergence.kind() == kind)
                .count();
    }
}
