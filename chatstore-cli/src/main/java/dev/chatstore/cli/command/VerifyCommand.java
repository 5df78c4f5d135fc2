package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.ProgressUnit;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.TargetOptions;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.ComparisonReport;
import dev.chatstore.core.dump.DumpCheck;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreRestore;
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

/** Compares a store with another one or with a dump. */
@Command(
        name = "verify",
        description = {
            "Compares a store with another one by digests and lists what is missing, extra or different, and in which",
            "part; or says what of a dump the store lacks or has otherwise.",
            "Ends with 11 if they are not equal. Nothing is written. An import is compared with its source by",
            "`import SOURCE --dry-run --verify`."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore verify --store sqlite:bot.db --to postgresql://bot@db/chat",
            "  chatstore verify bot.dump.zst --store sqlite:bot.db",
            "  chatstore verify bot.dump.zst --file-only"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The dump; without one, the store of --to.")
    private @Nullable Path file;

    @Option(names = "--file-only", description = "Only check that the dump is whole, by its digests. Needs no store.")
    private boolean fileOnly;

    /** Creates the command. */
    public VerifyCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Path dump = file;
        if (dump == null) {
            if (fileOnly) {
                throw new UsageException("--file-only checks a FILE: name it");
            }
            try (OpenStore stores =
                    options.openWith(target.toUse(options.console().secrets()), "Nothing was changed.")) {
                StoreCopy copy =
                        StoreCopy.from(stores.storage()).to(stores.target()).withScope(DumpRendering.scope(part));
                return (isEqual(options, copy, false) ? ExitCode.OK : ExitCode.DIFFERENT).number();
            }
        }
        if (!part.isEverything() || target.isGiven()) {
            throw new UsageException("a FILE is compared as a whole, and with the store of --store");
        }
        if (Files.notExists(dump)) {
            throw new NoSuchFileException(dump.toString());
        }
        if (fileOnly) {
            check(dump);
            return ExitCode.OK.number();
        }
        return (holds(dump) ? ExitCode.OK : ExitCode.DIFFERENT).number();
    }

    private void check(Path dump) throws IOException {
        StoreDigest content = DumpCheck.of(dump);
        if (options.isJson()) {
            options.printJson(DumpRendering.of(content));
        } else {
            options.printResult("the file is whole: " + content);
        }
    }

    private boolean holds(Path dump) throws IOException {
        try (OpenStore store = options.open()) {
            RestoreReport report;
            long size = Files.size(dump);
            try (ProgressDisplay progress = options.progress("verify", ProgressUnit.BYTES, () -> size)) {
                report = StoreRestore.into(store.storage())
                        .asDryRun()
                        .onProgress(reached -> progress.reached(reached.bytes()))
                        .read(dump);
            }
            boolean holds = report.isComplete() && report.added().equals(Quantity.NONE);
            ConflictOption.print(options, report, summary(report, holds));
            return holds;
        }
    }

    private static String summary(RestoreReport report, boolean holds) {
        return holds
                ? "the store has all of the dump: " + report.alreadyThere()
                : "the store does not have all of the dump: it lacks " + report.added() + "; different: "
                        + report.different();
    }

    /** Compares the stores of a copy, prints how they differ, and returns whether they are equal. */
    static boolean isEqual(ResultOptions options, StoreCopy copy, boolean afterCopy) {
        ComparisonReport report = copy.verify();
        if (afterCopy) {
            options.note("Verified: " + report.summary());
        } else if (options.isJson()) {
            options.printJson(DumpRendering.of(report));
        } else {
            options.printResult(report.summary());
        }
        options.noteFirst("Not equal", report.differences(), report.different() + report.missing() + report.extra());
        return report.isEqual();
    }
}
