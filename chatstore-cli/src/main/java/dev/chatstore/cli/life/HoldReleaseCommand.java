package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Releases a hold. */
@Command(
        name = "release",
        description = {
            "Releases the hold on a conversation or on an owner. The next run of retention may remove what was held.",
            "If there is none, the command ends with 4."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore hold release --owner kari",
            "  chatstore hold release --owner kari --dry-run"
        })
public final class HoldReleaseCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final HeldOptions subject = new HeldOptions();

    @Option(names = "--dry-run", description = "Only say whether there is a hold.")
    private boolean dryRun;

    /** Creates the command. */
    public HoldReleaseCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Held held = subject.held();
        try (OpenStore store = options.open("The same command releases it if it was not released.")) {
            Holds holds = Holds.of(store.storage());
            boolean existed = dryRun ? holds.find(held).isPresent() : holds.release(held);
            String done = dryRun ? "would release " : "released ";
            options.printResult(
                    (existed ? done : "not held: ") + HeldOptions.shown(held), "dryRun", dryRun, "released", existed);
            return (existed ? ExitCode.OK : ExitCode.NOT_FOUND).number();
        }
    }
}
