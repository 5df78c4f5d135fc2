package dev.chatstore.examples.twonodes;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** The end of a run: the counters of the nodes, and whether their data is equal. */
final class Summary {
    private final NodeProcess a;
    private final NodeProcess b;
    private final Screen screen;

    Summary(NodeProcess a, NodeProcess b, Screen screen) {
        this.a = a;
        this.b = b;
        this.screen = screen;
    }

    /** Prints the number of reads of each node from each tier. */
    void counts() {
        CacheCounts ofA = a.counts();
        CacheCounts ofB = b.counts();
        screen.heading("Reads");
        screen.line("  %-52s%8s%8s", "", a, b);
        row("messages read from L1, the memory of the node", CacheCounts::processHits, ofA, ofB);
        row("messages read from L2, the shared Redis", CacheCounts::sharedHits, ofA, ofB);
        row("sessions read from L2", CacheCounts::sessionHits, ofA, ofB);
        row("messages read from the database", CacheCounts::loads, ofA, ofB);
        row("  only the version read from the database", CacheCounts::checks, ofA, ofB);
        row("sessions read from the database", CacheCounts::sessionMisses, ofA, ofB);
        row("gaps in the feed", CacheCounts::gaps, ofA, ofB);
    }

    private void row(String label, ToLongFunction<CacheCounts> figure, CacheCounts ofA, CacheCounts ofB) {
        screen.line("  %-52s%8d%8d", label, figure.applyAsLong(ofA), figure.applyAsLong(ofB));
    }

    /** Prints and returns whether the nodes and the database are equal. */
    boolean agree(Verification verification, Duration downtime) {
        View stored = verification.stored();
        screen.heading("Comparison with the database");
        screen.line(
                "  the database has %d messages (version %d) and an order of %d items (version %d)",
                stored.messages().size(), stored.version(), stored.order().size(), stored.orderVersion());
        boolean all = true;
        for (NodeProcess node : List.of(a, b)) {
            all &= verdict(verification.isShownBy(node), node + " shows the same data");
            all &= verdict(verification.isReceivedBy(node), node + " received each message once, in order");
        }
        screen.line(
                "%n%s",
                all
                        ? "Redis was down for " + Screen.time(downtime) + "; no message was lost or delivered twice."
                        : "The data should be equal. Please report this.");
        return all;
    }

    private boolean verdict(boolean holds, String what) {
        screen.verdict(holds, what);
        return holds;
    }
}
