package dev.chatstore.cli.command;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.DumpReport;
import dev.chatstore.core.dump.StoreDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a whole store, or a part of it, to a file that `restore` takes. */
@Command(
        name = "dump",
        description = {
            "Writes a whole store, or a part of it, to a file that `restore` takes, while others read and write.",
            "The file has everything: histories with branches, revisions and times, profiles, and sessions."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore dump bot.dump.zst",
            "  chatstore dump --tenant acme acme.dump.zst",
            "  chatstore dump | ssh backup 'cat > bot.dump.zst'"
        })
public final class DumpCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final PartOptions part = new PartOptions();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; the standard output without one.")
    private @Nullable Path file;

    @Option(
            names = "--skip-unreadable",
            description = "Leave out conversations that cannot be read, and list them. Without it, one of them ends the"
                    + " dump.")
    private boolean skipUnreadable;

    /** Creates the command. */
    public DumpCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        // Under its name it would be replaced, and the report would go into it.
        Path target = file == null || Console.isStandardOutput(file) ? null : file;
        if (target == null && options.isJson()) {
            throw new UsageException("--json prints the report, which needs a FILE for the dump");
        }
        if (target == null && options.console().terminals().out()) {
            throw new UsageException("the dump would go to the terminal: give a FILE, or a pipe");
        }
        if (target != null && Files.isDirectory(target)) {
            throw new UsageException(target + " is a folder: give the name of a file in it, or use backup");
        }
        if (target != null
                && Files.isRegularFile(target)
                && !confirmation.given(options.console(), target + " exists. Replace it?")) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        try (OpenStore store = options.open("The same command dumps all again.")) {
            return dump(store, target).number();
        }
    }

    private ExitCode dump(OpenStore store, @Nullable Path target) throws IOException {
        DumpReport report;
        try (ProgressDisplay progress = options.progress("dump", () -> DumpRendering.total(store.storage(), part))) {
            StoreDump dump = StoreDump.of(store.storage())
                    .withScope(DumpRendering.scope(part))
                    .onProgress(reached -> progress.reached(reached.conversations()));
            StoreDump chosen = skipUnreadable ? dump.skipUnreadable() : dump;
            report = target == null ? chosen.write(options.console().raw()) : chosen.write(target);
        }
        if (options.isJson()) {
            options.printJson(DumpRendering.of(report, target));
        } else {
            options.note(report.summary());
        }
        DumpRendering.noteLogs(options, store.storage(), part);
        options.noteFirst(
                "Left out", report.leftOut().stream().map(Throwable::getMessage).toList(), report.leftOutCount());
        return report.leftOutCount() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
