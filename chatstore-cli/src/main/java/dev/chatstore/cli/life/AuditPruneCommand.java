package dev.chatstore.cli.life;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes old entries of all trails. */
@Command(
        name = "prune",
        description = {
            "Removes the entries of all audit trails that are older than a time. An entry says so, and the rest can",
            "be verified."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore audit prune --keep 365d --dry-run",
            "  chatstore audit prune --keep 365d --yes"
        })
public final class AuditPruneCommand implements Callable<Integer> {
    private static final Setting<Duration> KEEP =
            Setting.duration("--keep", "365d", "1h", "36500d", "Time for which entries are kept.");

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "TIME",
            description = "Time for which entries are kept, such as 365d: 1h to 36500d.")
    private String keep = "";

    @Option(names = "--dry-run", description = "Only say how many entries would be removed.")
    private boolean dryRun;

    /** Creates the command. */
    public AuditPruneCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Duration age = KEEP.parse(keep);
        String question = "Remove the audit entries that are older than " + keep + " for good?";
        if (!dryRun && !confirmation.given(options.console(), question)) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        try (OpenStore store = options.open("What was removed stays so. The same command removes the rest.")) {
            long removed = store.storage().audit().prune(age, dryRun);
            options.printResult(
                    (dryRun ? "would remove " : "removed ") + removed + " entries",
                    "dryRun",
                    dryRun,
                    "removed",
                    removed);
            return ExitCode.OK.number();
        }
    }
}
