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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stores what a dump has. */
@Command(
        name = "restore",
        description = {
            "Stores what a dump or a backup has, with its versions, sequences and times. Creates the store if it does not exist.",
            "What is there and equal is passed over, so the same command goes on after an interrupt."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore restore bot.dump.zst --store postgresql://bot@db/chat --dry-run",
            "  chatstore restore bot.dump.zst --store postgresql://bot@db/chat",
            "  chatstore restore bot.dump.zst --replace --json | jq .different"
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final WriteOptions writes = new WriteOptions();

    @Parameters(paramLabel = "FILE", description = "The dump.")
    private @Nullable Path file;

    /** Creates the command. */
    public RestoreCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Path from = file;
        if (from == null) {
            throw new IllegalStateException("the command was not called by its parser");
        }
        if (Files.notExists(from)) {
            throw new NoSuchFileException(from.toString());
        }
        try (OpenStore store = writes.isDry()
                ? options.open()
                : options.create("What was restored is stored. The same command goes on.")) {
            return TransferReports.print(options, restore(store, from)).number();
        }
    }

    private RestoreReport restore(OpenStore store, Path from) throws IOException {
        StoreRestore restore = StoreRestore.into(store.storage()).onConflict(writes.conflict());
        try (ProgressDisplay progress = options.progress("restore", ProgressUnit.BYTES, () -> size(from))) {
            return (writes.isDry() ? restore.asDryRun() : restore)
                    .onProgress(reached -> progress.reached(reached.bytes()))
                    .read(from);
        }
    }

    private static long size(Path from) {
        try {
            return Files.size(from);
        } catch (IOException e) {
            return ProgressDisplay.UNKNOWN;
        }
    }
}
