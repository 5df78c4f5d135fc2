package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.ProgressUnit;
import dev.chatstore.core.transfer.ImportProgress;

/** Shows how far a source is read. One that is read twice is shown twice: first it is inspected. */
final class SourceProgress implements AutoCloseable {
    private final ResultOptions options;
    private final String first;
    private final String task;
    private ProgressDisplay shown = ProgressDisplay.NONE;
    private String shownTask = "";
    private long last;
    private volatile long total = ProgressDisplay.UNKNOWN;

    /** Creates it under the name of the first reading, and of a second one that stores. */
    SourceProgress(ResultOptions options, String first, String task) {
        this.options = options;
        this.first = first;
        this.task = task;
    }

    void reached(ImportProgress reached) {
        // The report of an import has no format until it begins to store.
        String current = reached.report().format().isEmpty() ? first : task;
        total = reached.bytes();
        if (!current.equals(shownTask) || reached.bytesRead() < last / 2) {
            shown.close();
            shown = options.progress(current, ProgressUnit.BYTES, () -> total);
            shownTask = current;
        }
        last = reached.bytesRead();
        shown.reached(last);
    }

    @Override
    public void close() {
        shown.close();
    }
}
