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

/** Copies what a store holds into another one. */
@Command(
        name = "copy",
        description = {
            "Copies everything in a store, or a part of it, into another store of any backend, with its versions, sequences and",
            "times. Creates the other store if it does not exist. The same command goes on after an interrupt."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore copy --store sqlite:bot.db --to postgresql://bot@db/chat --dry-run",
            "  chatstore copy --store sqlite:bot.db --to postgresql://bot@db/chat --verify",
            "  chatstore copy --to-config postgres.properties --tenant acme"
        })
public final class CopyCommand implements Callable<Integer> {
    private static final String GOES_ON = "What was copied is stored. The same command goes on.";

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Mixin
    private final WriteOptions writes = new WriteOptions();

    @Option(names = "--verify", description = "Afterwards compare both stores by digests.")
    private boolean verifies;

    /** Creates the command. */
    public CopyCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (verifies && (writes.isDry() || options.isJson())) {
            throw new UsageException("--verify goes with neither --dry-run nor --json: use chatstore verify");
        }
        try (OpenStore stores = options.openWith(
                writes.isDry() ? target.toUse(options.secrets()) : target.toCreate(options.secrets()), GOES_ON)) {
            StoreCopy copy = StoreCopy.from(stores.storage())
                    .to(stores.target())
                    .withScope(part.scope())
                    .onConflict(writes.conflict());
            ExitCode copied = TransferReports.print(options, run(copy, stores));
            if (!verifies) {
                return copied.number();
            }
            ExitCode verified = TransferReports.print(options, copy.verify());
            return (verified == ExitCode.OK ? copied : verified).number();
        }
    }

    private RestoreReport run(StoreCopy copy, OpenStore stores) {
        try (ProgressDisplay progress = options.progress("copy", () -> part.count(stores))) {
            return (writes.isDry() ? copy.asDryRun() : copy)
                    .onProgress(reached -> progress.reached(reached.conversations()))
                    .run();
        }
    }
}
