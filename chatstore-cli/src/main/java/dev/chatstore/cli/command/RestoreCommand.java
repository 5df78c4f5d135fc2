package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.ProgressUnit;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreRestore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores what a dump has. */
@Command(
        name = "restore",
        description = {
            "Stores what a dump or a backup has. Creates the store if it does not exist.",
            "What exists and is equal is skipped, so the same command continues after an interrupt.",
            "What exists and differs is left as it is and listed, unless --conflict is replace."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore restore bot.dump.zst --store postgresql://bot@db/chat",
            "  chatstore restore bot.dump.zst --dry-run --json | jq .added",
            "  ssh backup cat bot.dump.zst | chatstore restore /dev/stdin"
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Parameters(paramLabel = "FILE", description = "The dump.")
    private Path file = Path.of("");

    @Mixin
    private final ConflictOption conflict = new ConflictOption();

    @Option(names = "--dry-run", description = "Only compare, and say what would be done.")
    private boolean dryRun;

    /** Creates the command. */
    public RestoreCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (OpenStore store =
                options.create(dryRun, "What was restored is stored. The same command goes on and adds the rest.")) {
            RestoreReport report;
            // A pipe has no size.
            long size = Files.isRegularFile(file) ? Files.size(file) : ProgressDisplay.UNKNOWN;
            try (ProgressDisplay progress = options.progress("restore", ProgressUnit.BYTES, () -> size)) {
                StoreRestore restore = StoreRestore.into(store.storage())
                        .onConflict(conflict.conflict())
                        .onProgress(reached -> progress.reached(reached.bytes()));
                report = (dryRun ? restore.asDryRun() : restore).read(file);
            }
            return ConflictOption.print(options, report).number();
        }
    }
}
