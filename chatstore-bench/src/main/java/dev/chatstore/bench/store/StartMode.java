package dev.chatstore.bench.store;

import java.util.List;

/** How a JVM is started. */
public enum StartMode {
    /** Without options. */
    PLAIN("", false, List.of()),
    /** With an archive of the program's classes. */
    ARCHIVE(", AppCDS", true, List.of()),
    /** With such an archive, the quick compiler only, and the smallest garbage collector. */
    ARCHIVE_AND_QUICK_COMPILER(", AppCDS, C1, serial GC", true, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

    private final String label;
    private final boolean archived;
    private final List<String> options;

    StartMode(String label, boolean archived, List<String> options) {
        this.label = label;
        this.archived = archived;
        this.options = List.copyOf(options);
    }

    boolean isArchived() {
        return archived;
    }

    List<String> options() {
        return options;
    }

    @Override
    public String toString() {
        return label;
    }
}
