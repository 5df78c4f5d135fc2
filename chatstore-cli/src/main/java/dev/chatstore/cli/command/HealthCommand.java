package dev.chatstore.cli.command;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the tiers of a store whether they work. */
@Command(
        name = "health",
        description = {
            "Asks the database, and the shared cache if one is configured, whether they work.",
            "Ends with 0 if the store works, also without its cache, and with 8 if not."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore health --store postgresql://bot@db/chat",
            "  chatstore health --json --timeout 500 | jq -r .state"
        })
public final class HealthCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Time to wait for answers, in milliseconds (default: ${DEFAULT-VALUE}).")
    private long timeout = 1000;

    /** Creates the command. */
    public HealthCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Health health = health();
        if (options.isJson()) {
            options.printJson(
                    "state",
                    Rendering.label(health.state()),
                    "parts",
                    health.parts().stream()
                            .map(part -> JsonOutput.object(
                                    "name",
                                    part.name(),
                                    "state",
                                    Rendering.label(part.state()),
                                    "reason",
                                    part.reason()))
                            .toList());
        } else {
            Table table = new Table("PART", "STATE", "REASON");
            health.parts()
                    .forEach(part ->
                            table.row(part.name(), Rendering.label(part.state()), Rendering.text(part.reason())));
            options.console().print(table);
        }
        return (health.state() == State.DOWN ? ExitCode.UNAVAILABLE : ExitCode.OK).number();
    }

    private Health health() throws IOException {
        if (timeout < 1) {
            throw new UsageException("--timeout must be at least 1");
        }
        Duration patience = Duration.ofMillis(timeout);
        try (OpenStore store = options.openWithin(patience)) {
            return store.storage().health(patience);
        } catch (UnavailableException e) {
            // It could not even be opened.
            return new Health(List.of(new Health.Part("durable", State.DOWN, e.getMessage())));
        }
    }
}
