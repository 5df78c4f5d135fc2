package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.core.archive.run.ArchiveReport;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Shows what was moved into the archive or back. */
final class ArchiveRendering {
    private ArchiveRendering() {}

    /** Prints a report, or notes that there is none, and returns the exit code. */
    static ExitCode report(CommonOptions options, Optional<ArchiveReport> done) {
        if (done.isEmpty()) {
            options.note("Another process is moving messages of this store. Nothing was changed.");
            return ExitCode.CONFLICT;
        }
        ArchiveReport report = done.get();
        if (options.isJson()) {
            options.printJson(new LinkedHashMap<>(report.asMap()));
        } else {
            options.printResult(report.summary());
        }
        options.noteFirst(
                "Damaged, left as it is", report.damaged(), report.total().damaged());
        boolean isWhole = report.complete()
                && report.total().damaged() == 0
                && report.total().changed() == 0;
        return isWhole ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
