package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.jdbi.conversation.DeleteConversation.Removal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Group commit. A thread adds its write to the queue and, if no group is being written, executes all waiting writes, up
 * to a bound, in one transaction. Threads that come meanwhile wait, and one of them executes the next group. So the
 * first write never waits for company, and under load one commit serves many writes. Safe for use by several threads.
 *
 * <p>Another group is written at the same time only if more writes wait than are worth a group of their own, or if the
 * first of them has waited for long. A conversation is in one group at a time: its writes keep their order, and no two
 * groups of this process wait for each other's rows. An append that was queued before a removal is committed before it,
 * and is removed with the conversation.
 */
public final class WriteQueue {
    private final Consumer<List<PendingWrite>> writer;
    private final WaitingWrites waiting;
    private final Duration patience;
    private final Duration timeout;

    /**
     * Creates a queue.
     *
     * @param timeout the maximum time that a write waits for its turn
     */
    public WriteQueue(GroupWriter writer, GroupBounds bounds, Duration timeout) {
        this(writer::write, bounds, timeout);
    }

    WriteQueue(Consumer<List<PendingWrite>> writer, GroupBounds bounds, Duration timeout) {
        this.writer = writer;
        this.timeout = timeout;
        patience = bounds.patience();
        waiting = new WaitingWrites(bounds);
    }

    /**
     * Removes a conversation, but not what is too much for one transaction.
     *
     * @param expectedVersion the version that an existing conversation must have, or null to remove it at any version
     */
    public Removal delete(ConversationId id, @Nullable Long expectedVersion) {
        PendingDelete delete = new PendingDelete(id, expectedVersion);
        await(delete);
        return delete.removal();
    }

    /** Writes appends in the same transaction and returns their outcomes in the same order. */
    public List<AppendOutcome> append(List<AppendWithToken> appends) {
        if (appends.isEmpty()) {
            return List.of();
        }
        PendingAppends pending = new PendingAppends(appends);
        await(pending);
        return pending.outcomes();
    }

    /** Queues a write and returns once it is done. An interrupt does not end the wait; its status is kept. */
    private void await(PendingWrite write) {
        waiting.add(write);
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (!write.isDone()) {
                if (!writeNextGroup(write)) {
                    refuseIfLateAndQueued(write);
                    parkUnlessDone(write);
                    interrupt.defer();
                }
            }
        }
    }

    /** Parks after another look, since a wait for a lock after the last one may have consumed the wake-up of a done write. */
    private void parkUnlessDone(PendingWrite write) {
        if (!write.isDone()) {
            LockSupport.parkNanos(this, nanosUntilNextTry(write));
        }
    }

    /** Refuses a write behind one that does not end. One that is being executed has bounds of its own. */
    private void refuseIfLateAndQueued(PendingWrite write) {
        if (write.isOlderThan(timeout) && waiting.remove(write)) {
            refuseIfLate(write);
            write.complete();
            // This thread may have been woken to write the next group.
            wakeNext();
        }
    }

    private long nanosUntilNextTry(PendingWrite write) {
        long another = write.nanosUntil(patience);
        long late = write.nanosUntil(timeout);
        long next = another > 0 ? Math.min(another, late) : late;
        return next > 0 ? next : Long.MAX_VALUE;
    }

    /** Executes the next group, and returns false if none may begin now or if the write is being executed. */
    private boolean writeNextGroup(PendingWrite queued) {
        List<PendingWrite> group = waiting.beginWhileQueued(queued);
        if (group.isEmpty()) {
            return false;
        }
        try {
            wakeNext();
            write(group);
        } finally {
            waiting.end(group);
            wakeNext();
            // After the next group may begin: to wake many threads takes as long as to write some messages.
            group.forEach(PendingWrite::complete);
        }
        return true;
    }

    private void wakeNext() {
        PendingWrite next = waiting.next();
        if (next != null) {
            next.wake();
        }
    }

    private void write(List<PendingWrite> group) {
        List<PendingWrite> inTime = new ArrayList<>(group);
        inTime.removeIf(this::refuseIfLate);
        try {
            if (!inTime.isEmpty()) {
                writer.accept(inTime);
            }
        } catch (RuntimeException | Error e) {
            // A defect of the program; no thread may wait forever because of it.
            inTime.forEach(write -> write.fail(UnavailableException.maybeDone(
                    "a write ended with an unexpected error and its outcome is unknown: read to see", false, null)));
            throw e;
        }
    }

    /** Refuses a write that has waited too long, of which nothing was begun, and returns whether it did. */
    private boolean refuseIfLate(PendingWrite write) {
        boolean late = write.isOlderThan(timeout);
        if (late) {
            write.fail(UnavailableException.notDone(
                    "a write waited for its turn for more than " + timeout
                            + " and was not begun: retry later, or raise database.timeout",
                    true,
                    null));
        }
        return late;
    }
}
