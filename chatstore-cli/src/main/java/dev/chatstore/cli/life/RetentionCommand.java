package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionCounts;
import dev.chatstore.core.retention.RetentionPolicies;
import dev.chatstore.core.retention.RetentionPolicy;
import dev.chatstore.core.retention.RetentionReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what policies do not keep. */
@Command(
        name = "retention",
        description = {
            "Removes old messages and idle conversations by the policies of the settings retention.*, or by those of",
            "the options in their place. What is held stays. Before the question, a dry run counts what would go.",
            "If another process is at it, the command ends with 5; if damaged conversations were left, with 10."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore retention --dry-run --config bot.properties",
            "  chatstore retention --keep-messages 50 --remove-after 365d --yes",
            "  chatstore retention --tenant acme --keep-messages-of-owner 500"
        })
public final class RetentionCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            description = "Only this tenant (default: all).")
    private @Nullable String tenant;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    /** Creates the command. */
    public RetentionCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open("What was removed stays so. The same command removes the rest.")) {
            Retention retention = retention(store);
            if (dryRun) {
                return report(counted(retention)).number();
            }
            if (!isConfirmed(retention)) {
                return ExitCode.NOT_CONFIRMED.number();
            }
            Optional<RetentionReport> done = with(retention, "retention", Retention::run);
            if (done.isEmpty()) {
                options.note("Another process is running the retention of this store. Nothing was changed.");
                return ExitCode.CONFLICT.number();
            }
            ExitCode code = report(done.get());
            boolean isPending = options.notePendingInvalidations(store);
            return (isPending ? ExitCode.INCOMPLETE : code).number();
        }
    }

    private Retention retention(OpenStore store) {
        Retention ofSettings = store.storage().retention();
        RetentionPolicy given = policy.policy();
        RetentionPolicies policies = given.keepsAll() ? ofSettings.policies() : RetentionPolicies.of(given);
        if (policies.equals(RetentionPolicies.KEEP_ALL)) {
            throw new UsageException("no policy: give an option such as --keep-messages, or set retention.*");
        }
        Retention retention = ofSettings.withPolicies(policies);
        return tenant == null ? retention : retention.ofTenant(tenant);
    }

    private RetentionReport counted(Retention retention) {
        return with(retention, "count", Retention::dryRun);
    }

    private <T> T with(Retention retention, String task, Function<Retention, T> work) {
        try (ProgressDisplay progress = options.progress(task, () -> ProgressDisplay.UNKNOWN)) {
            return work.apply(retention.onProgress(counts -> progress.reached(counts.conversations())));
        }
    }

    /** Asks if there is something to remove. The count is not needed where nobody is asked. */
    private boolean isConfirmed(Retention retention) throws IOException {
        if (confirmation.isGiven()) {
            return true;
        }
        RetentionCounts counts = counted(retention).total();
        return counts.conversationsRemoved() + counts.messagesRemoved() == 0
                || confirmation.given(
                        options.console(),
                        "Remove " + Quantity.count(counts.conversationsRemoved(), "conversation") + " and "
                                + Quantity.count(counts.messagesRemoved(), "message") + " for good?");
    }

    private ExitCode report(RetentionReport report) {
        if (options.isJson()) {
            options.printJson(new LinkedHashMap<>(report.asMap()));
        } else {
            options.printResult(report.summary());
        }
        options.noteFirst(
                "Damaged, left as it is", report.damaged(), report.total().damaged());
        boolean isWhole = report.complete() && report.total().damaged() == 0;
        return isWhole ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
