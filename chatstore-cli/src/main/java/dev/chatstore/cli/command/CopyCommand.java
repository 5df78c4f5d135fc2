package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.TargetOptions;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a store into another one. */
@Command(
        name = "copy",
        description = {
            "Copies a store, or a part of it, into another one of any backend, which is created if it does not exist.",
            "A second run adds what is new and passes over what is equal, so it also goes on after an interrupt;",
            "what has changed since is replaced with --conflict replace."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore copy --store sqlite:bot.db --to postgresql://bot@db/chat --dry-run",
            "  chatstore copy --config old.properties --to-config new.properties --verify"
        })
public final class CopyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Option(
            names = "--conflict",
            paramLabel = "WHAT",
            defaultValue = "skip",
            description = "What happens to what is there and different: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}).")
    private ConflictChoice conflict = ConflictChoice.SKIP;

    @Option(names = "--dry-run", description = "Only compare, and say what would be done.")
    private boolean dryRun;

    @Option(names = "--verify", description = "Compare both stores afterwards by digests.")
    private boolean verify;

    /** Creates the command. */
    public CopyCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (dryRun && verify) {
            throw new UsageException("--verify compares what was copied, and --dry-run copies nothing");
        }
        try (OpenStore stores = options.openWith(
                target.toCreate(options.console().secrets()),
                "What was copied is stored. The same command goes on and adds the rest.")) {
            RestoreReport report;
            StoreCopy copy = StoreCopy.from(stores.storage())
                    .to(stores.target())
                    .withScope(DumpRendering.scope(part))
                    .onConflict(conflict.conflict());
            try (ProgressDisplay progress =
                    options.progress("copy", () -> DumpRendering.total(stores.storage(), part))) {
                StoreCopy shown = copy.onProgress(reached -> progress.reached(reached.conversations()));
                report = (dryRun ? shown.asDryRun() : shown).run();
            }
            ExitCode code = ConflictChoice.print(options, report);
            return (verify && !VerifyCommand.isEqual(options, copy, true) ? ExitCode.DIFFERENT : code).number();
        }
    }
}
