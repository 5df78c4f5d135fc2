package dev.chatstore.bench.report;

/** A plot of the report. */
public enum Plot {
    /** Appends by several callers. */
    CALLERS("append-rate", "Durable appends by concurrent callers", "callers", "messages per second", true, true),
    /** Appends to conversations that are already long. */
    HISTORY(
            "append-history",
            "Append to a long conversation",
            "messages in the conversation",
            "median time, microseconds",
            false,
            false),
    /** Appends of long texts. */
    LENGTHS("append-length", "Append of a long text", "bytes of the text", "median time, microseconds", false, true),
    /** Appends to many conversations. */
    CONVERSATIONS(
            "append-conversations",
            "Durable appends by 32 callers to many conversations",
            "conversations",
            "messages per second",
            true,
            true),
    /** Reads from caches and databases. */
    TIERS("read-tiers", "Read of the newest 50 messages", "", "median time, microseconds", false, false);

    private final String id;
    private final String title;
    private final String horizontal;
    private final String vertical;
    private final boolean rate;
    private final boolean withRaw;

    Plot(String id, String title, String horizontal, String vertical, boolean rate, boolean withRaw) {
        this.id = id;
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.rate = rate;
        this.withRaw = withRaw;
    }

    /** Returns its id, which is also the name of its file. */
    public String id() {
        return id;
    }

    String title() {
        return title;
    }

    String horizontal() {
        return horizontal;
    }

    String vertical() {
        return vertical;
    }

    /** Returns whether it shows rates, and not the median times. */
    boolean isOfRates() {
        return rate;
    }

    /** Returns whether it also shows the raw operation. */
    boolean showsRaw() {
        return withRaw;
    }
}
