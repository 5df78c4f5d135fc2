package dev.chatstore.examples.twonodes;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** The end of a run: what the nodes did, and whether they agree. */
final class Summary {
    private final NodeProcess a;
    private final NodeProcess b;
    private final Screen screen;

    Summary(NodeProcess a, NodeProcess b, Screen screen) {
        this.a = a;
        this.b = b;
        this.screen = screen;
    }

    /** Prints what each node has read and from where. */
    void figures() {
        Figures ofA = a.figures();
        Figures ofB = b.figures();
        screen.heading("What they did");
        screen.line("  %-52s%8s%8s", "", a, b);
        row("messages read from L1, the node's own memory", Figures::nearHits, ofA, ofB);
        row("messages read from L2, the Redis of both", Figures::sharedHits, ofA, ofB);
        row("sessions read from L2", Figures::sessionHits, ofA, ofB);
        row("messages read from the database", Figures::loads, ofA, ofB);
        row("  only compared with it, by the version", Figures::checks, ofA, ofB);
        row("sessions read from the database", Figures::sessionMisses, ofA, ofB);
        row("gaps in what Redis told", Figures::gaps, ofA, ofB);
    }

    private void row(String what, ToLongFunction<Figures> figure, Figures ofA, Figures ofB) {
        screen.line("  %-52s%8d%8d", what, figure.applyAsLong(ofA), figure.applyAsLong(ofB));
    }

    /** Prints whether the nodes and the database agree, and returns it. */
    boolean agree(Check check, Duration away) {
        View stored = check.stored();
        screen.heading("Do they agree?");
        screen.line(
                "  the database has %d messages (version %d) and an order of %d things (version %d)",
                stored.messages().size(), stored.version(), stored.order().size(), stored.orderVersion());
        boolean all = true;
        for (NodeProcess node : List.of(a, b)) {
            all &= told(check.isShownBy(node), node + " shows the same");
            all &= told(check.isHeardBy(node), node + " has heard each message once, in order");
        }
        screen.line(
                "%n%s",
                all
                        ? "Redis was away for " + Screen.time(away) + "; nothing was lost, and nothing came twice."
                        : "They should: please report this.");
        return all;
    }

    private boolean told(boolean holds, String what) {
        screen.verdict(holds, what);
        return holds;
    }
}
