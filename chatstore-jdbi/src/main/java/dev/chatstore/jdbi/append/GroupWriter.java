package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.jdbi.conversation.DeleteConversation;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Executes the writes of a group: adjacent appends in one transaction, each removal in its own. Safe for use by several
 * threads.
 */
public final class GroupWriter {
    /** Takes some 3 MB. A conversation that is not among them costs a round trip more. */
    private static final int REMEMBERED = 10_000;

    private final Transactions transactions;
    private final GroupAppend groupAppend;
    private final DeleteConversation deleteConversation;
    private final Consumer<Change> committed;
    private final RememberedHeads remembered = new RememberedHeads(REMEMBERED);

    /**
     * Creates a writer on a database.
     *
     * @param committed is notified of each change after its commit
     */
    public GroupWriter(
            Transactions transactions,
            LockedHeads lockedHeads,
            DeleteConversation deleteConversation,
            Consumer<Change> committed) {
        this.transactions = transactions;
        this.deleteConversation = deleteConversation;
        this.committed = committed;
        AppendInTransaction inTransaction =
                new AppendInTransaction(lockedHeads, transactions.statements().has(Sql.INSERT_REPLIES));
        groupAppend = groupAppend(transactions, inTransaction);
    }

    /** Takes note of a change of a conversation by this process that was no append. */
    public void changed(Change change) {
        remembered.changed(change);
    }

    private GroupAppend groupAppend(Transactions transactions, AppendInTransaction inTransaction) {
        if (transactions.statements().has(Sql.APPEND)) {
            return new AppendInOneStatement(transactions, inTransaction);
        }
        if (!transactions.statements().has(Sql.APPEND_TO_HEADS)) {
            return inTransaction;
        }
        AppendToHeads toHeads = new AppendToHeads(transactions, inTransaction);
        return transactions.statements().has(Sql.GUESS_HEADS)
                ? new AppendInOnePacket(transactions, remembered, inTransaction, toHeads)
                : toHeads;
    }

    /** Executes writes in their order and sets the result of each. */
    void write(List<PendingWrite> group) {
        List<PendingAppends> adjacent = new ArrayList<>();
        for (PendingWrite write : group) {
            if (write instanceof PendingAppends appends) {
                adjacent.add(appends);
            } else if (write instanceof PendingDelete delete) {
                append(adjacent);
                adjacent.clear();
                delete(delete);
            }
        }
        append(adjacent);
    }

    private void append(List<PendingAppends> group) {
        if (!group.isEmpty()) {
            append(group, transactions.begin());
        }
    }

    private void append(List<PendingAppends> group, RetryContext retry) {
        List<AppendWithToken> appends = new ArrayList<>();
        group.forEach(pending -> appends.addAll(pending.appends()));
        RetryContext groupRetry = group.size() > 1 && transactions.locksRows() ? retry.ofGroup() : retry;
        try {
            List<AppendResult> results = groupAppend.run(appends, groupRetry);
            notifyOf(appends, results, retry.time());
            List<AppendOutcome> outcomes =
                    results.stream().map(AppendResult::outcome).toList();
            int from = 0;
            for (PendingAppends pending : group) {
                int to = from + pending.appends().size();
                pending.succeed(outcomes.subList(from, to));
                from = to;
            }
        } catch (ChatStoreException e) {
            // If an earlier attempt may be committed, a member alone would not know it and would be written twice.
            if (group.size() > 1 && !groupRetry.mayBeCommitted() && mayConcernOneMember(e)) {
                appendEach(group, retry, e);
                return;
            }
            failAll(group, e);
        }
    }

    private void notifyOf(List<AppendWithToken> appends, List<AppendResult> results, Instant time) {
        for (int i = 0; i < appends.size(); i++) {
            AppendResult result = results.get(i);
            if (result.outcome() instanceof AppendReceipt receipt && !receipt.duplicate()) {
                committed.accept(Change.Appended.of(appends.get(i).append(), receipt, time, result.isNew()));
            }
        }
    }

    /** Fails each member with an exception of its own, since several threads throw them. */
    private static void failAll(List<PendingAppends> group, ChatStoreException reason) {
        group.get(0).fail(reason);
        group.stream().skip(1).forEach(pending -> pending.fail(reason.copy()));
    }

    /** Appends member by member. If blocked members use up the time, the others fail for the group's reason. */
    private void appendEach(List<PendingAppends> group, RetryContext retry, ChatStoreException reason) {
        int left = group.size();
        for (PendingAppends pending : group) {
            if (transactions.wasBlocked(reason) && retry.isOver()) {
                pending.fail(reason.copy());
            } else {
                append(List.of(pending), retry.ofOneIn(left));
            }
            // Not with the rest of the group: a member that is done need not wait for one that is blocked.
            pending.complete();
            left--;
        }
    }

    /** Returns whether one member may be the cause of a failure, which then must not fail the others. */
    private boolean mayConcernOneMember(ChatStoreException e) {
        boolean outage = e instanceof UnavailableException unavailable && unavailable.retryable();
        return !outage || transactions.wasBlocked(e);
    }

    private void delete(PendingDelete delete) {
        remembered.forget(List.of(delete.id()));
        try {
            delete.succeed(deleteConversation.run(delete.id(), delete.expectedVersion()));
        } catch (ChatStoreException e) {
            delete.fail(e);
        }
    }
}
