package dev.chatstore.cli.command;

import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.core.dump.Conflict;
import dev.chatstore.core.dump.RestoreReport;

/** What happens to what exists in the target and is different. */
enum ConflictChoice {
    SKIP(Conflict.SKIP),
    REPLACE(Conflict.REPLACE);

    private final Conflict conflict;

    ConflictChoice(Conflict conflict) {
        this.conflict = conflict;
    }

    Conflict conflict() {
        return conflict;
    }

    /** Prints what a restore or a copy did, and returns the code of it. */
    static ExitCode print(ResultOptions options, RestoreReport report) {
        return print(options, report, report.summary());
    }

    /** Prints a report under a summary of its own. */
    static ExitCode print(ResultOptions options, RestoreReport report, String summary) {
        if (options.isJson()) {
            options.printJson(DumpRendering.of(report));
        } else {
            options.printResult(summary);
        }
        long different = report.different().conversations() + report.different().sessions();
        options.noteFirst(
                "Different", report.differentConversations(), report.different().conversations());
        options.noteFirst(
                "Different", report.differentSessions(), report.different().sessions());
        options.noteFirst(
                "Refused",
                report.refusals().stream().map(Throwable::getMessage).toList(),
                report.refused().conversations() + report.refused().sessions());
        return different == 0 && report.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    @Override
    public String toString() {
        return Rendering.label(this);
    }
}
