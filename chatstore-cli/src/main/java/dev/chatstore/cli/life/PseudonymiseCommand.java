package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.pseudonym.convert.Pseudonymisation;
import dev.chatstore.core.pseudonym.convert.PseudonymisationReport;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the ids of a store as pseudonyms. */
@Command(
        name = "pseudonymise",
        description = {
            "Keeps the owners, authors and conversation ids of a store as pseudonyms by privacy.key, in place: plain",
            "ids, and pseudonyms by the keys of privacy.old-keys. Stop all programs that use the store first. Until it",
            "has ended, nothing else opens the store. If it is interrupted, the same command goes on. The store is",
            "read again until no plain id is found. It remembers replaced ids for an hour: the same command after",
            "that removes them. Ends with 10 if something is left."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore pseudonymise --config bot.properties --dry-run",
            "  chatstore pseudonymise --store sqlite:bot.db --set privacy.key=file:/run/secrets/key --yes"
        })
public final class PseudonymiseCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Option(names = "--dry-run", description = "Only say what would be converted.")
    private boolean dryRun;

    /** Creates the command. */
    public PseudonymiseCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.openToPseudonymise(
                "Nothing is lost. The store opens again once the same command has converted the rest.")) {
            Pseudonymisation pseudonymisation = store.storage().pseudonymisation();
            if (!dryRun && !confirmation.given(options.console(), question(pseudonymisation))) {
                return ExitCode.NOT_CONFIRMED.number();
            }
            PseudonymisationReport report = dryRun
                    ? with(pseudonymisation, "scan", Pseudonymisation::dryRun)
                    : with(pseudonymisation, "pseudonymise", Pseudonymisation::run);
            options.printReport(PseudonymiseRendering.lines(report), report.toJson(), Map.of());
            boolean isPending = !dryRun && options.notePendingInvalidations(store);
            boolean isLeft = !dryRun && !report.isComplete();
            return (isPending || isLeft ? ExitCode.INCOMPLETE : ExitCode.OK).number();
        }
    }

    /** With the numbers of a dry run, unless nobody is asked. */
    private String question(Pseudonymisation pseudonymisation) {
        if (confirmation.isGiven()) {
            return "";
        }
        PseudonymisationReport counted = with(pseudonymisation, "scan", Pseudonymisation::dryRun);
        return "Keep the ids of " + PseudonymiseRendering.line(counted.converted())
                + " as pseudonyms for good? Without the keys nobody finds them again.";
    }

    private PseudonymisationReport with(
            Pseudonymisation pseudonymisation, String task, Function<Pseudonymisation, PseudonymisationReport> work) {
        try (ProgressDisplay progress = options.progress(task, () -> ProgressDisplay.UNKNOWN)) {
            return work.apply(pseudonymisation.onProgress(progress::reached));
        }
    }
}
