package dev.chatstore.cli.command;

import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.TargetOptions;
import dev.chatstore.core.dump.DumpCheck;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two stores, or checks a dump. */
@Command(
        name = "verify",
        description = {
            "Compares two stores by digests of all that they hold, or reads a dump to its end and checks it.",
            "Writers in between make a difference: stop them first."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore verify --store sqlite:bot.db --to postgresql://bot@db/chat",
            "  chatstore verify bot.dump.zst"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The dump to check, in place of two stores.")
    private @Nullable Path file;

    /** Creates the command. */
    public VerifyCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (file != null) {
            StoreDigest content = DumpCheck.of(file);
            options.printResult(
                    file + " is complete: " + content, "file", file.toString(), "content", TransferReports.json(content));
            return ExitCode.OK.number();
        }
        try (OpenStore stores = options.openWith(target.toUse(options.secrets()), "Nothing was changed.")) {
            return TransferReports.print(
                            options,
                            StoreCopy.from(stores.storage())
                                    .to(stores.target())
                                    .withScope(part.scope())
                                    .verify())
                    .number();
        }
    }
}
