package dev.chatstore.cli.command;

import dev.chatstore.api.CorruptDataException;
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

/** Writes all that a store holds into a file. */
@Command(
        name = "dump",
        description = {
            "Writes everything in a store, or a part of it, into a file that `chatstore restore` reads into a store of any",
            "backend. The bot may go on meanwhile. The file has all that users wrote, in the clear; only its owner may read it."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore dump bot.dump.zst --store sqlite:bot.db",
            "  chatstore dump --tenant acme acme.dump.zst",
            "  chatstore dump | ssh backup 'cat > bot.dump.zst'"
        })
public final class DumpCommand implements Callable<Integer> {
    private static final String AGAIN = "No file was written. The same command dumps all again.";

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
            description = "Leave out and list what cannot be read, in place of stopping there.")
    private boolean skipsUnreadable;

    /** Creates the command. */
    public DumpCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (file == null && options.isJson()) {
            throw new UsageException("--json prints the report, which needs a FILE for the dump");
        }
        if (file == null && options.console().terminals().out()) {
            throw new UsageException("the dump would go to the terminal: give a FILE, or a pipe");
        }
        if (file != null
                && Files.exists(file)
                && !confirmation.given(options.console(), file + " exists. Replace it?")) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        try (OpenStore store = options.open(AGAIN)) {
            return print(dump(store)).number();
        }
    }

    private DumpReport dump(OpenStore store) throws IOException {
        StoreDump dump = StoreDump.of(store.storage()).withScope(part.scope());
        try (ProgressDisplay progress = options.progress("dump", () -> part.count(store))) {
            StoreDump shown = (skipsUnreadable ? dump.skipUnreadable() : dump)
                    .onProgress(reached -> progress.reached(reached.conversations()));
            return file == null ? shown.write(options.console().raw()) : shown.write(file);
        }
    }

    private ExitCode print(DumpReport report) {
        if (file == null) {
            options.note(report.summary());
        } else {
            options.printResult(
                    report.summary(),
                    "content", TransferReports.json(report.content()),
                    "bytes", report.bytes(),
                    "unreadable", report.leftOutCount());
        }
        options.noteFirst(
                "Unreadable",
                report.leftOut().stream().map(CorruptDataException::getMessage).toList(),
                report.leftOutCount());
        return report.leftOutCount() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
