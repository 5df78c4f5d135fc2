package dev.chatstore.cli.command;

import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.core.dump.Conflict;
import dev.chatstore.core.dump.RestoreReport;
import picocli.CommandLine.Option;

/** The option that says what happens to what exists in the target and is different, and the report of what happened. */
final class ConflictOption {
    /** What happens to what exists and is different. */
    enum Choice {
        SKIP(Conflict.SKIP),
        REPLACE(Conflict.REPLACE);

        private final Conflict conflict;

        Choice(Conflict conflict) {
            this.conflict = conflict;
        }

        @Override
        public String toString() {
            return Rendering.label(this);
        }
    }

    @Option(
            names = "--conflict",
            paramLabel = "WHAT",
            defaultValue = "skip",
            description = "What to do with what exists and differs: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}).")
    private Choice choice = Choice.SKIP;

    Conflict conflict() {
        return choice.conflict;
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
        noteProblems(options, report);
        long different = report.different().conversations() + report.different().sessions();
        return different == 0 && report.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    /** Notes the first of what is different and of what was refused. */
    static void noteProblems(ResultOptions options, RestoreReport report) {
        options.noteFirst(
                "Different", report.differentConversations(), report.different().conversations());
        options.noteFirst(
                "Different", report.differentSessions(), report.different().sessions());
        options.noteFirst(
                "Refused",
                report.refusals().stream().map(Throwable::getMessage).toList(),
                report.refused().conversations() + report.refused().sessions());
    }
}
