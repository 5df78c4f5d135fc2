package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares the shared cache with the durable store. */
@Command(
        name = "check",
        description = {
            "Compares the shared cache with the durable store, field by field, and drops what is wrong.",
            "Ends with 10 if something was wrong or could not be compared."
        },
        footer = {"", "Example:", "  chatstore caches check --config bot.properties --owner lucia"})
public final class CachesCheckCommand implements Callable<Integer> {
    private static final int BATCH = 100;

    /** Sums over the reports of batches. */
    private static final class Sums {
        private long conversations;
        private long entries;
        private long unsettled;
        private boolean reached = true;
        private final List<Divergence> divergences = new ArrayList<>();
        private final List<CorruptDataException> unreadable = new ArrayList<>();

        void add(CoherenceReport report) {
            conversations += report.conversations();
            entries += report.entries();
            unsettled += report.unsettled();
            reached &= report.sharedReached();
            divergences.addAll(report.divergences());
        }

        long count(Divergence.Kind kind) {
            return divergences.stream().filter(each -> each.kind() == kind).count();
        }
    }

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    /** Creates the command. */
    public CachesCheckCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open("What was dropped is filled again by the next read.")) {
            CachesCommand.requireCache(store);
            Sums sums = check(store);
            print(sums);
            boolean isCoherent = sums.reached
                    && sums.unsettled == 0
                    && sums.count(Divergence.Kind.WRONG) == 0
                    && sums.unreadable.isEmpty();
            return (isCoherent ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private Sums check(OpenStore store) {
        Caches caches = store.storage().caches();
        Sums sums = new Sums();
        List<ConversationId> batch = new ArrayList<>();
        LongSupplier total = () -> store.chats().count(scope.everyConversation());
        try (ProgressDisplay progress = options.progress("check", total)) {
            Pages pages = Pages.of(store.chats(), scope.everyConversation());
            pages.forEachWhile(conversation -> {
                batch.add(conversation.id());
                if (batch.size() == BATCH) {
                    sums.add(caches.check(batch));
                    batch.clear();
                    progress.reached(sums.conversations);
                }
                return true;
            });
            sums.add(caches.check(batch));
            sums.unreadable.addAll(pages.unreadable());
        }
        return sums;
    }

    private void print(Sums sums) {
        if (options.isJson()) {
            options.printJson(
                    "conversations",
                    sums.conversations,
                    "entries",
                    sums.entries,
                    "wrong",
                    sums.count(Divergence.Kind.WRONG),
                    "old",
                    sums.count(Divergence.Kind.OLD),
                    "late",
                    sums.count(Divergence.Kind.LATE),
                    "unsettled",
                    sums.unsettled,
                    "sharedReached",
                    sums.reached,
                    "divergences",
                    sums.divergences.stream().map(CachesCheckCommand::of).toList(),
                    "unreadable",
                    Rendering.unreadable(sums.unreadable));
            return;
        }
        Table table = new Table("CONVERSATION", "KIND", "CACHED", "DURABLE", "REPAIRED", "DIFFERENCES");
        sums.divergences.forEach(each -> table.row(
                each.conversation().value(),
                Rendering.label(each.kind()),
                Long.toString(each.cachedVersion()),
                Long.toString(each.durableVersion()),
                each.repaired() ? "yes" : "no",
                String.join(", ", each.differences())));
        if (!sums.divergences.isEmpty()) {
            options.console().print(table);
        }
        options.noteUnreadable(sums.unreadable);
        options.print(Rendering.count(sums.conversations, "conversation") + ", " + sums.entries + " cached entries, "
                + sums.count(Divergence.Kind.WRONG) + " wrong, " + sums.count(Divergence.Kind.OLD) + " old, "
                + sums.count(Divergence.Kind.LATE) + " late, " + sums.unsettled + " unsettled"
                + (sums.reached ? "" : "; the shared cache did not answer"));
    }

    private static Object of(Divergence divergence) {
        return JsonOutput.object(
                "conversation", divergence.conversation().value(),
                "kind", Rendering.label(divergence.kind()),
                "cachedVersion", divergence.cachedVersion(),
                "durableVersion", divergence.durableVersion(),
                "differences", divergence.differences(),
                "repaired", divergence.repaired());
    }
}
