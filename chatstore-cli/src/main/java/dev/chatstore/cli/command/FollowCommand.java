package dev.chatstore.cli.command;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.TargetOptions;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.Following;
import dev.chatstore.core.dump.MirrorLag;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreCopy;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a store into another one, and goes on copying what changes. */
@Command(
        name = "follow",
        description = {
            "Makes another store equal to this one, and goes on copying what changes until Ctrl-C: what differs is",
            "replaced, and what only the target has is removed. Prints how far the target is behind: how many changed",
            "conversations wait, and how long ago the last complete pass began. The same command goes on later; once",
            "nothing writes to the source any more, `copy --mirror` makes the last pass."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore follow --store sqlite:bot.db --to postgresql://bot@db/chat",
            "  chatstore follow --config old.properties --to-config new.properties --every 5s --yes",
            "  chatstore follow --config old.properties --to-config new.properties --yes --json | jq .behindMillis"
        })
public final class FollowCommand implements Callable<Integer> {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Setting<Duration> EVERY =
            Setting.duration("every", "30s", "100ms", "1d", "Time from the end of a pass to the next.");
    private static final Setting<Duration> REPORT =
            Setting.duration("report", "10s", "100ms", "1d", "Time from one line to the next.");

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Time from the end of a pass over all to the next, such as 500ms or 5m (default:"
                    + " ${DEFAULT-VALUE}). With a shared cache, changes of conversations are copied in between.")
    private String every = "30s";

    @Option(
            names = "--report",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Time from one line about the lag to the next (default: ${DEFAULT-VALUE}).")
    private String report = "10s";

    private volatile ProgressDisplay firstPass = ProgressDisplay.NONE;
    private @Nullable RestoreReport shownPass;
    private @Nullable String shownError;

    /** Creates the command. */
    public FollowCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Duration interval = duration(EVERY, every);
        Duration pause = duration(REPORT, report);
        String question = "What the target has and the source does not will be removed from the target.";
        if (!confirmation.given(options.console(), question)) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        try (OpenStore stores = options.openWith(
                        target.toCreate(options.console().secrets()),
                        "What was copied is stored. The same command goes on.");
                Following following = StoreCopy.from(stores.storage())
                        .to(stores.target())
                        .withScope(DumpRendering.scope(part))
                        .onProgress(reached -> firstPass.reached(reached.conversations()))
                        .follow(interval)) {
            awaitFirstPass(following, stores);
            show(following.lag());
            // A reader of the lines that has gone ends it too.
            while (options.console().lostOutput() == null && !following.awaitEnd(pause)) {
                show(following.lag());
            }
        }
        return (options.console().isInterrupted() ? ExitCode.INTERRUPTED : ExitCode.OK).number();
    }

    /** Waits until the first pass is complete, which may take long, or the command was interrupted. */
    private void awaitFirstPass(Following following, OpenStore stores) {
        try (ProgressDisplay progress = options.progress("copy", () -> DumpRendering.total(stores.storage(), part))) {
            firstPass = progress;
            while (following.lag().lastPass() == null && !following.awaitEnd(MOMENT)) {
                noteNewError(following.lag());
            }
        } finally {
            firstPass = ProgressDisplay.NONE;
        }
    }

    private static Duration duration(Setting<Duration> setting, String text) {
        try {
            return setting.parse(text);
        } catch (InvalidInputException e) {
            throw new UsageException("--" + setting.key() + " " + e.rule());
        }
    }

    private void show(MirrorLag lag) {
        if (!lag.running()) {
            return;
        }
        if (options.isJson()) {
            options.printJson(DumpRendering.of(lag));
        } else {
            options.print(Rendering.sentence(lag.summary(), newPass(lag)));
        }
        options.console().flush();
        noteNewError(lag);
        shownPass = lag.lastPass();
    }

    /** Returns what the last pass did, unless it did nothing or was shown before. */
    private String newPass(MirrorLag lag) {
        RestoreReport pass = lag.lastPass();
        if (pass == null || pass.equals(shownPass)) {
            return "";
        }
        ConflictOption.noteProblems(options, pass);
        boolean changed = !pass.added().equals(Quantity.NONE)
                || !pass.replaced().equals(Quantity.NONE)
                || !pass.removed().equals(Quantity.NONE);
        return changed ? "last pass: " + pass.summary() : "";
    }

    private void noteNewError(MirrorLag lag) {
        ChatStoreException error = lag.error();
        String message = error == null ? null : error.getMessage();
        // What fails since the stores were closed is no error.
        if (message != null && lag.running() && !Objects.equals(message, shownError)) {
            options.note("Not copied, and tried again: " + options.secrets().hidden(message));
        }
        shownError = message;
    }
}
