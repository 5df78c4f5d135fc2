package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.lease.StoppedException;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.lease.WorkTurn;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes what policies do not keep: conversations that were idle for long, old messages, and all but the newest messages of a
 * conversation or an owner. {@link Holds} override every policy. A retention is immutable and may be used by several threads.
 *
 * <pre>{@code
 * RetentionPolicy policy = RetentionPolicy.KEEP_ALL.keepMessages(50).removeAfter(Duration.ofDays(365));
 * Retention retention = Retention.of(storage).withPolicies(RetentionPolicies.of(policy));
 * RetentionReport wouldDo = retention.dryRun();
 * Optional<RetentionReport> done = retention.run();
 * }</pre>
 *
 * <p>A tenant's conversations are looked at one by one, archived ones included:
 *
 * <ol>
 *   <li>One whose last activity is at least {@code removeAfter} ago is deleted. If it becomes active meanwhile, it stays.
 *   <li>Of another one, the oldest messages are removed until it has at most {@code keepMessages}, and its first message is
 *       younger than {@code removeMessagesAfter}. The age goes by {@link dev.chatstore.api.Message#created()}; where clocks
 *       disagreed, an old message that comes after a younger one stays.
 *   <li>One that was idle for {@code archiveAfter} gets the archived flag.
 * </ol>
 *
 * <p>Then the messages of each owner in all conversations together are reduced to the newest {@code keepMessagesOfOwner}, by
 * {@code created}; of several of the same microsecond, that of the highest conversation id by code points is the newest. They are
 * counted from the end of each conversation, so that none gets a gap. Messages of a held conversation count and stay.
 *
 * <p>A conversation that has lost all its messages stays, with its profile, until {@code removeAfter} removes it. What is
 * remembered of removed messages is said at {@link OldMessages#trim}.
 *
 * <p>Ages are measured from the beginning of the run, by the server's clock against the times that writers have stored. A run
 * takes small steps, each a transaction of its own, so writers never wait for long; it may be stopped at any time, and the next
 * one goes on. Memory: one page of heads, and one number for each owner of 200,000 conversations if {@code keepMessagesOfOwner}
 * is set.
 *
 * <p>Cost: one statement for 100 conversations. For each conversation that is changed, three statements to read it and its holds
 * again, and the removal; for each one that is older than {@code removeMessagesAfter}, a read of the messages that are removed
 * and the next. With {@code keepMessagesOfOwner}, the heads are read twice, and those and the newest messages of owners who have
 * more.
 */
public final class Retention {
    private final Storage storage;
    private final StoreAccess access;
    private final RetentionChoices choices;

    private Retention(Storage storage, StoreAccess access, RetentionChoices choices) {
        this.storage = storage;
        this.access = access;
        this.choices = choices;
    }

    /**
     * Returns the retention of a storage, without any policy yet.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}
     */
    public static Retention of(Storage storage) {
        StoreAccess access = StoreAccess.of(Argument.required("storage", storage))
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0));
        return new Retention(storage, access, RetentionChoices.NONE);
    }

    private Retention with(RetentionChoices changed) {
        return new Retention(storage, access, changed);
    }

    /** Returns this retention with other policies. */
    public Retention withPolicies(RetentionPolicies policies) {
        return with(choices.withPolicies(Argument.required("policies", policies)));
    }

    /** Returns the policies. */
    public RetentionPolicies policies() {
        return choices.policies();
    }

    /** Returns this retention for one tenant only. */
    public Retention ofTenant(String tenant) {
        return with(choices.withTenant(Argument.required("tenant", tenant)));
    }

    /**
     * Returns this retention with another maximum number of messages that are removed in one transaction, {@value
     * OldMessages#MESSAGES_PER_CALL} without it.
     *
     * @throws InvalidInputException if the number is not from 1 to {@value OldMessages#MESSAGES_PER_CALL}
     */
    public Retention inBatchesOf(int messages) {
        if (messages < 1 || messages > OldMessages.MESSAGES_PER_CALL) {
            throw new InvalidInputException("batch", "must be from 1 to " + OldMessages.MESSAGES_PER_CALL, 0);
        }
        return with(choices.withBatch(messages));
    }

    /**
     * Returns this retention with a listener, which receives the numbers so far after each step, in the thread of the run. What it
     * throws ends the run.
     */
    public Retention onProgress(Consumer<RetentionCounts> listener) {
        return with(choices.withProgress(Argument.required("listener", listener)));
    }

    /**
     * Returns this retention as one that stops before its next step once a condition holds, next to those that were given before. An
     * interrupt of its thread stops it in any case.
     */
    public Retention stoppingIf(BooleanSupplier condition) {
        return with(choices.withStopped(Argument.required("condition", condition)));
    }

    /**
     * Removes what the policies do not keep, and returns what was done; empty, without any change, if another process or thread
     * is running the retention of this store. If it fails, what was removed stays so, and the next run goes on.
     *
     * @throws UnavailableException if the store is out of reach
     * @throws ClosedException if the storage is closed, also while the run goes on
     * @throws InvalidInputException if the backend cannot list its tenants or remove old messages; all backends of this library
     *     can
     */
    public Optional<RetentionReport> run() {
        OldMessages old = access.oldMessages();
        return StoreLease.take(access.sessions(), StoreLease.RETENTION, WorkTurn.LEASE)
                .map(lease -> {
                    try (lease) {
                        WorkTurn turn = new WorkTurn(choices.stopped(), lease, System::nanoTime);
                        return run(turn, old);
                    }
                });
    }

    /**
     * Returns what a run would do, and changes nothing. On a store that nobody changes, the numbers are exactly those of the run.
     *
     * @throws UnavailableException if the store is out of reach
     * @throws ClosedException if the storage is closed, also while the run goes on
     * @throws InvalidInputException if the backend cannot list its tenants; all backends of this library can
     */
    public RetentionReport dryRun() {
        return run(new WorkTurn(choices.stopped(), null, System::nanoTime), null);
    }

    private RetentionReport run(WorkTurn turn, @Nullable OldMessages old) {
        Instant now = access.sessionTime();
        RetentionTally tally = new RetentionTally(choices.progress());
        boolean complete = true;
        try {
            Iterator<String> tenants = tenants();
            while (tenants.hasNext()) {
                turn.check();
                String tenant = tenants.next();
                RetentionPolicy policy = choices.policies().of(tenant);
                if (!policy.keepsAll()) {
                    run(tenant, policy, now, tally, turn, old);
                }
            }
        } catch (StoppedException e) {
            complete = false;
        }
        return tally.report(old == null, complete, now);
    }

    /** Lists the tenants of the store only if the default says something about them. */
    private Iterator<String> tenants() {
        if (choices.tenant() != null) {
            return List.of(choices.tenant()).iterator();
        }
        return choices.policies().byDefault().keepsAll()
                ? new TreeSet<>(choices.policies().ofTenants().keySet()).iterator()
                : Contents.of(storage)
                        .orElseThrow(() -> new InvalidInputException("storage", "must be able to list its tenants", 0))
                        .tenants();
    }

    // Six parameters: those of a run, and the tenant's two.
    private void run(
            String tenant,
            RetentionPolicy policy,
            Instant now,
            RetentionTally tally,
            WorkTurn turn,
            @Nullable OldMessages old) {
        ChatStore chats = storage.chats().latest();
        Fates fates = new Fates(policy, now, chats, turn);
        Holds holds = Holds.of(storage);
        HeadPages pages = new HeadPages(chats, turn);
        Steps made = old == null
                ? new CountedSteps(fates, holds, tally)
                : new MadeSteps(chats, old, choices.batch(), holds, tally, turn);
        RecordedSteps steps = new RecordedSteps(made, old == null ? AuditLog.NONE : AuditLog.of(storage), tenant);
        try {
            new TenantRun(pages, fates, holds, steps, tally).run(tenant);
            if (policy.keepMessagesOfOwner() != null) {
                OwnerTrim trim = new OwnerTrim(chats, fates, holds, steps, tally, turn);
                new OwnerRun(chats, pages, trim, policy.keepMessagesOfOwner()).run(tenant);
            }
            steps.ended(tally.current().amounts());
        } catch (Throwable e) {
            steps.failed(e);
            throw e;
        } finally {
            tally.end(tenant);
        }
    }
}
