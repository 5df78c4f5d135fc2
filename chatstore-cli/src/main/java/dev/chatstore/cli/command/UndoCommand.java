package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportRun;
import dev.chatstore.core.transfer.UndoReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes what one import has created. */
@Command(
        name = "undo",
        description = {
            "Removes the conversations that one run of import has created. One that has changed since, and one",
            "that existed before, is left as it is and reported. `runs` lists the runs."
        },
        footer = {"", "Examples:", "  chatstore undo 3f1c9a", "  chatstore undo 3f1c9a --yes --json | jq .left"})
public final class UndoCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "RUN", description = "The run, as its report and `runs` name it.")
    private String run = "";

    /** Creates the command. */
    public UndoCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open("What was removed stays so. The same command removes the rest.")) {
            if (!confirmation.given(options.console(), "Remove all that import " + run + " has created for good?")) {
                return ExitCode.NOT_CONFIRMED.number();
            }
            UndoReport report = undone(store);
            options.printResult(
                    Rendering.count(report.removed(), "conversation") + " removed, " + report.left()
                            + " left as they are, " + report.gone() + " gone already",
                    "run",
                    report.run(),
                    "removed",
                    report.removed(),
                    "gone",
                    report.gone(),
                    "left",
                    report.left(),
                    "reasons",
                    report.reasons());
            options.noteFirst("Left", report.reasons(), report.left());
            boolean isPending = options.notePendingInvalidations(store);
            return (report.left() == 0 && !isPending ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private UndoReport undone(OpenStore store) {
        HistoryImport imports = HistoryImport.into(store.storage().chats());
        try (ProgressDisplay progress = options.progress("undo", () -> total(imports))) {
            return imports.undo(run, progress::reached);
        }
    }

    /** Returns how many conversations the run touched, which a run that did not end does not tell. */
    private long total(HistoryImport imports) {
        return imports.runs().stream()
                .filter(each -> each.run().equals(run) && each.ended())
                .findFirst()
                .map(ImportRun::conversations)
                .orElse(ProgressDisplay.UNKNOWN);
    }
}
