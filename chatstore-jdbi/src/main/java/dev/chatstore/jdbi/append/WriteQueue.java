package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.jdbi.conversation.DeleteConversation.Removal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Group commit. A thread adds its write to a lane and takes the lane's permit if that is free: then it executes all
 * waiting writes, up to a bound, in one transaction. Threads that come meanwhile wait, and one of them executes the
 * next group. So the first write never waits for company, and under load one commit serves many writes. Safe for use by
 * several threads.
 *
 * <p>Several lanes let several groups be written at the same time. A conversation is always in the same lane: its
 * writes keep their order, and no two groups of this process wait for each other's rows. An append that was queued
 * before a removal is committed before it, and is removed with the conversation.
 */
public final class WriteQueue {
    private final List<Lane> lanes;
    private final GroupWriter writer;
    private final int maxMessages;
    private final long maxCharacters;
    private final Duration timeout;

    /**
     * Creates a queue.
     *
     * @param lanes the number of groups that are written at the same time
     * @param maxMessages the maximum number of messages of a group, unless a single write has more
     * @param maxCharacters the maximum length of the texts of a group, unless a single write has more
     * @param timeout the maximum time that a write waits for its turn
     */
    public WriteQueue(GroupWriter writer, int lanes, int maxMessages, long maxCharacters, Duration timeout) {
        this.writer = writer;
        this.maxMessages = maxMessages;
        this.maxCharacters = maxCharacters;
        this.timeout = timeout;
        this.lanes = Stream.generate(Lane::new).limit(lanes).toList();
    }

    /**
     * Removes a conversation, but not what is too much for one transaction.
     *
     * @param expectedVersion the version that an existing conversation must have, or null to remove it at any version
     */
    public Removal delete(ConversationId id, @Nullable Long expectedVersion) {
        PendingDelete delete = new PendingDelete(id, expectedVersion);
        await(List.of(new Share(lanes.get(lane(id)), delete)));
        return delete.removal();
    }

    /** Writes appends and returns their outcomes in the same order, once all are done. */
    public List<AppendOutcome> append(List<AppendWithToken> appends) {
        if (appends.size() == 1) {
            PendingAppends pending = new PendingAppends(appends);
            await(List.of(new Share(lanes.get(lane(appends.get(0).append().conversation())), pending)));
            return pending.outcomes();
        }
        SortedMap<Integer, List<Integer>> indexes = new TreeMap<>();
        for (int i = 0; i < appends.size(); i++) {
            int lane = lane(appends.get(i).append().conversation());
            indexes.computeIfAbsent(lane, any -> new ArrayList<>()).add(i);
        }
        return append(appends, indexes);
    }

    private int lane(ConversationId id) {
        int hash = id.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), lanes.size());
    }

    private List<AppendOutcome> append(
            List<AppendWithToken> appends, SortedMap<Integer, List<Integer>> indexesOfLanes) {
        List<Share> shares = new ArrayList<>();
        List<PendingAppends> parts = new ArrayList<>();
        indexesOfLanes.forEach((lane, indexes) -> {
            PendingAppends part =
                    new PendingAppends(indexes.stream().map(appends::get).toList());
            parts.add(part);
            shares.add(new Share(lanes.get(lane), part));
        });
        await(shares);
        AppendOutcome[] outcomes = new AppendOutcome[appends.size()];
        int part = 0;
        for (List<Integer> indexes : indexesOfLanes.values()) {
            List<AppendOutcome> done = parts.get(part++).outcomes();
            for (int i = 0; i < done.size(); i++) {
                outcomes[indexes.get(i)] = done.get(i);
            }
        }
        return Arrays.asList(outcomes);
    }

    /** Queues writes and returns once all are done. An interrupt does not end the wait; its status is kept. */
    private void await(Collection<Share> shares) {
        shares.forEach(share -> share.lane.waiting.add(share.write));
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (shares.stream().anyMatch(Share::isOpen)) {
                boolean wrote = false;
                for (Share share : shares) {
                    wrote |= share.isOpen() && share.lane.writeNextGroup();
                }
                if (!wrote) {
                    shares.forEach(this::refuseIfLateAndQueued);
                    LockSupport.parkNanos(shares, nanosUntilLate(shares));
                    interrupt.defer();
                }
            }
        }
    }

    /** Refuses a write behind one that does not end. One that is being executed has bounds of its own. */
    private void refuseIfLateAndQueued(Share share) {
        if (share.isOpen() && share.write.isOlderThan(timeout) && share.lane.waiting.remove(share.write)) {
            refuseIfLate(share.write);
            share.write.complete();
        }
    }

    private long nanosUntilLate(Collection<Share> shares) {
        return shares.stream()
                .mapToLong(share -> share.write.nanosUntil(timeout))
                .filter(nanos -> nanos > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A write of a call, with its lane. */
    private record Share(Lane lane, PendingWrite write) {
        boolean isOpen() {
            return !write.isDone();
        }
    }

    private final class Lane {
        private final Queue<PendingWrite> waiting = new ConcurrentLinkedQueue<>();
        private final Semaphore permit = new Semaphore(1);

        /** Executes the next group unless another thread is doing so, and returns whether it did. */
        boolean writeNextGroup() {
            if (!permit.tryAcquire()) {
                return false;
            }
            List<PendingWrite> group = List.of();
            try {
                group = takeGroup();
                write(group);
            } finally {
                permit.release();
                wakeNext();
                // After the next group may begin: to wake many threads takes as long as to write some messages.
                group.forEach(PendingWrite::complete);
            }
            return true;
        }

        private List<PendingWrite> takeGroup() {
            List<PendingWrite> group = new ArrayList<>();
            long messages = 0;
            long characters = 0;
            for (PendingWrite next = waiting.peek(); next != null; next = waiting.peek()) {
                messages += next.messages();
                characters += next.characters();
                if (!group.isEmpty() && (messages > maxMessages || characters > maxCharacters)) {
                    break;
                }
                if (waiting.remove(next)) {
                    group.add(next);
                }
            }
            return group;
        }

        private void wakeNext() {
            PendingWrite next = waiting.peek();
            if (next != null) {
                next.wake();
            }
        }
    }

    private void write(List<PendingWrite> group) {
        List<PendingWrite> inTime = new ArrayList<>(group);
        inTime.removeIf(this::refuseIfLate);
        try {
            if (!inTime.isEmpty()) {
                writer.write(inTime);
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
