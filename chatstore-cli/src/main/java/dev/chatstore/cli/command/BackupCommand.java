package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.BackupReport;
import dev.chatstore.core.dump.StoreBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a backup into a folder. */
@Command(
        name = "backup",
        description = {
            "Writes everything in a store into a new file of a folder, while the bot runs, reads the file back, and",
            "then removes the oldest ones. `restore` reads it into a store of any backend."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore backup /var/backups/bot --keep 7 --store sqlite:bot.db",
            "  chatstore backup /var/backups/bot --sqlite-file --store sqlite:bot.db"
        })
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Parameters(paramLabel = "FOLDER", description = "The folder, which exists.")
    private @Nullable Path folder;

    @Option(
            names = "--keep",
            paramLabel = "NUMBER",
            description = "How many files of this name and kind to keep, with the new one. Without it, all.")
    private int kept = Integer.MAX_VALUE;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "chatstore",
            description = "How the names of the files begin (default: ${DEFAULT-VALUE}).")
    private String name = "chatstore";

    @Option(
            names = "--sqlite-file",
            description =
                    "Write a SQLite file, which a bot opens at once, in place of a dump. Only of a store on SQLite.")
    private boolean asSqliteFile;

    /** Creates the command. */
    public BackupCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Path into = folder;
        if (into == null) {
            throw new IllegalStateException("the command was not called by its parser");
        }
        if (kept < 1) {
            throw new UsageException("--keep must be at least 1, for the new file");
        }
        if (Files.notExists(into)) {
            throw new NoSuchFileException(into.toString());
        }
        try (OpenStore store = options.open("No file was written, and none was removed.")) {
            BackupReport report = backup(store, into);
            options.printResult(
                    report.summary(),
                    "file",
                    report.file().toString(),
                    "bytes",
                    report.bytes(),
                    "content",
                    report.content() == null ? null : DumpRendering.of(report.content()),
                    "removed",
                    report.removed().stream().map(Path::toString).toList());
            DumpRendering.noteLogs(options, store.storage(), new PartOptions());
            return ExitCode.OK.number();
        }
    }

    private BackupReport backup(OpenStore store, Path into) throws IOException {
        StoreBackup backup =
                StoreBackup.of(store.storage()).into(into).named(name).keeping(kept);
        try (ProgressDisplay progress =
                options.progress("backup", () -> DumpRendering.total(store.storage(), new PartOptions()))) {
            return (asSqliteFile ? backup.asSqliteFile() : backup)
                    .onProgress(reached -> progress.reached(reached.conversations()))
                    .run();
        }
    }
}
