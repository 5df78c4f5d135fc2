package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Hold;
import dev.chatstore.core.retention.Holds;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Places a hold. */
@Command(
        name = "place",
        description = {
            "Places a hold on a conversation or on an owner: retention removes nothing of it until it is released.",
            "If there is one already, it stays as it is, and the command ends with 5."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore hold place --owner kari --reason case-4711 --by ola",
            "  chatstore hold place --conversation telegram-4711 --tenant acme --reason case-4711 --by ola --dry-run"
        })
public final class HoldPlaceCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final HeldOptions subject = new HeldOptions();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who places it.")
    private String by = "";

    @Option(names = "--dry-run", description = "Only say whether there is a hold already.")
    private boolean dryRun;

    /** Creates the command. */
    public HoldPlaceCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Held held = subject.held();
        try (OpenStore store = options.open("The same command places it if it was not placed.")) {
            Holds holds = Holds.of(store.storage());
            Optional<Hold> before = holds.find(held);
            if (before.isEmpty() && !dryRun) {
                holds.place(held, reason, by);
            }
            boolean isHeld = before.isPresent();
            String done = dryRun ? "would hold " : "holds ";
            options.printResult(
                    (isHeld ? "held already: " : done) + HeldOptions.shown(held),
                    "dryRun",
                    dryRun,
                    "placed",
                    !isHeld,
                    "hold",
                    before.or(() -> dryRun ? Optional.empty() : holds.find(held))
                            .map(HoldListCommand::of)
                            .orElse(null));
            return (isHeld ? ExitCode.CONFLICT : ExitCode.OK).number();
        }
    }
}
