package dev.chatstore.core.operations;

import java.util.List;

/**
 * How well the caches agreed with the durable store for a sample of conversations.
 *
 * @param conversations how many conversations were looked at
 * @param entries how many entries of them the caches held, here and shared
 * @param unsettled how many of these changed faster than they could be compared
 * @param sharedReached whether the shared cache answered, where there is one; what it holds was not compared if not
 * @param divergences the entries that are not what the durable store has, in the order of the sample
 */
public record CoherenceReport(
        int conversations, int entries, int unsettled, boolean sharedReached, List<Divergence> divergences) {
    /** What there is to say where there are no caches. */
    public static final CoherenceReport NONE = new CoherenceReport(0, 0, 0, true, List.of());

    /** Makes it; the list is copied. */
    public CoherenceReport {
        divergences = List.copyOf(divergences);
    }

    /** Returns whether no entry was wrong. One that is only older is late by the bound at most. */
    public boolean isCoherent() {
        return count(Divergence.Kind.WRONG) == 0;
    }

    /** Returns how many divergences are of a kind. */
    public long count(Divergence.Kind kind) {
        return divergences.stream()
                .filter(divergence -> divergence.kind() == kind)
                .count();
    }
}
