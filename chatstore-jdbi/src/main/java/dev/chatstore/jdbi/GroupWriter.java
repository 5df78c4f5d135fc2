package dev.chatstore.jdbi;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Does the writes of a group: appends that stand together in one transaction, each removal in its own. */
final class GroupWriter implements Consumer<List<PendingWrite>> {
    private final BiFunction<List<MarkedAppend>, Attempt, List<AppendOutcome>> appendMessages;
    private final DeleteConversation deleteConversation;
    private final Transactions transactions;
    private final Consumer<Change> committed;

    GroupWriter(
            BiFunction<List<MarkedAppend>, Attempt, List<AppendOutcome>> appendMessages,
            DeleteConversation deleteConversation,
            Engine engine) {
        this.appendMessages = appendMessages;
        this.deleteConversation = deleteConversation;
        this.transactions = engine.transactions();
        this.committed = engine.committed();
    }

    @Override
    public void accept(List<PendingWrite> group) {
        List<PendingAppends> together = new ArrayList<>();
        for (PendingWrite write : group) {
            if (write instanceof PendingAppends appends) {
                together.add(appends);
            } else if (write instanceof PendingDelete delete) {
                append(together);
                together.clear();
                delete(delete);
            }
        }
        append(together);
    }

    private void append(List<PendingAppends> together) {
        if (!together.isEmpty()) {
            append(together, transactions.begin());
        }
    }

    private void append(List<PendingAppends> together, Attempt attempt) {
        List<MarkedAppend> appends = new ArrayList<>();
        together.forEach(pending -> appends.addAll(pending.appends()));
        Attempt group = together.size() > 1 && transactions.holdsRows() ? attempt.ofGroup() : attempt;
        try {
            List<AppendOutcome> outcomes = appendMessages.apply(appends, group);
            tell(appends, outcomes, attempt.time());
            int from = 0;
            for (PendingAppends pending : together) {
                int to = from + pending.appends().size();
                pending.succeed(outcomes.subList(from, to));
                from = to;
            }
        } catch (ChatStoreException e) {
            // Not if an earlier try may be committed: each alone would not know, and be made again.
            if (together.size() > 1 && !group.mayBeDone() && mayLieInOne(e)) {
                appendEach(together, attempt, e);
                return;
            }
            together.forEach(pending -> pending.fail(e));
        }
    }

    private void tell(List<MarkedAppend> appends, List<AppendOutcome> outcomes, Instant time) {
        for (int i = 0; i < appends.size(); i++) {
            if (outcomes.get(i) instanceof AppendReceipt receipt && !receipt.duplicate()) {
                committed.accept(Change.Appended.of(appends.get(i).append(), receipt, time));
            }
        }
    }

    /** Those that others are in the way of may use up the time: the rest is then refused for the group's own reason. */
    private void appendEach(List<PendingAppends> together, Attempt attempt, ChatStoreException reason) {
        int left = together.size();
        for (PendingAppends pending : together) {
            if (transactions.wasBusy(reason) && attempt.isOver()) {
                pending.fail(reason);
            } else {
                append(List.of(pending), attempt.ofOneIn(left));
            }
            // Not with the rest of the group: who is done need not wait for who is in the way of others.
            pending.complete();
            left--;
        }
    }

    /** Returns whether an error may be due to one of several: that one is not to fail its neighbours. */
    private boolean mayLieInOne(ChatStoreException e) {
        boolean outage = e instanceof UnavailableException unavailable && unavailable.retryable();
        return !outage || transactions.wasBusy(e);
    }

    private void delete(PendingDelete delete) {
        try {
            delete.succeed(deleteConversation.run(delete.id()));
        } catch (ChatStoreException e) {
            delete.fail(e);
        }
    }
}
