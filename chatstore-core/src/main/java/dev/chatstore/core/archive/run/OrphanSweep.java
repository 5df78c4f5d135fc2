package dev.chatstore.core.archive.run;

import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.lease.WorkTurn;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Finds the contents that no segment of the index has: those of a process that was killed between writing a content and
 * naming it in the index, or between a delete and the removal of its contents. For one thread.
 */
final class OrphanSweep {
    /** A content this old was not written by a process that has yet to name it. */
    static final Duration AGE = Duration.ofHours(1);

    private static final int PAGE = 500;

    private final SegmentStore index;
    private final SegmentPlace place;
    private final WorkTurn turn;

    OrphanSweep(SegmentStore index, SegmentPlace place, WorkTurn turn) {
        this.index = index;
        this.place = place;
        this.turn = turn;
    }

    /**
     * Returns the number of orphans that are older than a time.
     *
     * @param removes whether they are removed
     */
    long run(Duration age, boolean removes) {
        long found = 0;
        List<String> page;
        String after = null;
        do {
            turn.check();
            page = place.olderThan(age, after, PAGE);
            Set<String> known = page.isEmpty() ? Set.of() : index.existing(page);
            for (String id : page) {
                after = id;
                if (!known.contains(id) && (!removes || place.remove(id))) {
                    found++;
                }
            }
        } while (page.size() == PAGE);
        return found;
    }
}
