package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.TargetOptions;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.Conflict;
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
            "what has changed since is replaced with --conflict replace. --changed makes that quick."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore copy --store sqlite:bot.db --to postgresql://bot@db/chat --dry-run",
            "  chatstore copy --store sqlite:bot.db --to postgresql://bot@db/chat --mirror --yes",
            "  chatstore copy --config old.properties --to-config new.properties --verify"
        })
public final class CopyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Mixin
    private final ConflictOption conflict = new ConflictOption();

    @Option(names = "--changed", description = "Read only the conversations that have changed since the last copy.")
    private boolean changed;

    @Option(
            names = "--mirror",
            description = "Make the target equal to the source: --changed, --conflict replace, and remove what only the"
                    + " target has.")
    private boolean mirror;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

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
        String question = "What the target has and the source does not will be removed from the target.";
        if (mirror && !dryRun && !confirmation.given(options.console(), question)) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        try (OpenStore stores = options.openWith(
                dryRun ? target.forDryRun(options.secrets()) : target.toCreate(options.secrets()),
                "What was copied is stored. The same command goes on and adds the rest.")) {
            RestoreReport report;
            StoreCopy copy = copy(stores);
            try (ProgressDisplay progress =
                    options.progress("copy", () -> DumpRendering.total(stores.storage(), part))) {
                StoreCopy shown = copy.onProgress(reached -> progress.reached(reached.conversations()));
                report = (dryRun ? shown.asDryRun() : shown).run();
            }
            ExitCode code = ConflictOption.print(options, report);
            DumpRendering.noteLogs(options, stores.storage(), part);
            return (verify && !VerifyCommand.isEqual(options, copy, true) ? ExitCode.DIFFERENT : code).number();
        }
    }

    private StoreCopy copy(OpenStore stores) {
        StoreCopy copy = StoreCopy.from(stores.storage())
                .to(stores.target())
                .withScope(DumpRendering.scope(part))
                .onConflict(mirror ? Conflict.REPLACE : conflict.conflict());
        StoreCopy quick = changed || mirror ? copy.onlyChanged() : copy;
        return mirror ? quick.removingExtra() : quick;
    }
}
