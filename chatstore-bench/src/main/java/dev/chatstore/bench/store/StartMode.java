package dev.chatstore.bench.store;

import java.util.List;

/** How a JVM is started. */
public enum StartMode {
    /** Without options. */
    PLAIN(""),
    /** With an archive of the program's classes. */
    ARCHIVE(", AppCDS"),
    /** With such an archive, the quick compiler only, and the smallest garbage collector. */
    ARCHIVE_AND_QUICK_COMPILER(", AppCDS, C1, serial GC");

    private final String label;

    StartMode(String label) {
        this.label = label;
    }

    boolean isArchived() {
        return this != PLAIN;
    }

    List<String> options() {
        return this == ARCHIVE_AND_QUICK_COMPILER ? List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") : List.of();
    }

    @Override
    public String toString() {
        return label;
    }
}
