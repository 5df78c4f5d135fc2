package dev.chatstore.jdbi;

import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Group commit. A caller puts its write into the queue and takes the permit if that is free: then it writes all that
 * waits, up to a bound, in one transaction. Whoever comes meanwhile waits to be woken, and one of those writes the next.
 * So the first never waits for company, and under load one commit serves many.
 *
 * <p>Writes are done in the order in which they came. An append that came before a removal is therefore committed
 * before it, and goes with the conversation.
 */
final class WriteQueue {
    private final Queue<PendingWrite> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore permit = new Semaphore(1);
    private final Consumer<List<PendingWrite>> writer;
    private final int maxMessages;
    private final long maxCharacters;
    private final Duration timeout;

    /**
     * Makes a queue.
     *
     * @param writer does the writes of a group, and sets what becomes of each
     * @param maxMessages how many messages a group has at most, unless one write alone has more
     * @param maxCharacters how much text a group has at most, unless one write alone has more
     * @param timeout how long a write may wait for its turn
     */
    WriteQueue(Consumer<List<PendingWrite>> writer, int maxMessages, long maxCharacters, Duration timeout) {
        this.timeout = timeout;
        this.writer = writer;
        this.maxMessages = maxMessages;
        this.maxCharacters = maxCharacters;
    }

    /** Puts a write at the end of the queue. */
    void add(PendingWrite write) {
        waiting.add(write);
    }

    /** Writes the next group if nobody is about to, and returns whether it did. */
    boolean write() {
        if (!permit.tryAcquire()) {
            return false;
        }
        List<PendingWrite> group = List.of();
        try {
            group = takeGroup();
            writeGroup(group);
        } finally {
            permit.release();
            wakeNext();
            // After the next group may begin: to wake many takes as long as to write some.
            group.forEach(PendingWrite::complete);
        }
        return true;
    }

    private void writeGroup(List<PendingWrite> group) {
        List<PendingWrite> inTime = new ArrayList<>(group);
        refuseTheLate(inTime);
        try {
            if (!inTime.isEmpty()) {
                writer.accept(inTime);
            }
        } catch (RuntimeException | Error e) {
            // An error of the program itself; nobody may wait for it for ever.
            inTime.forEach(write -> write.fail(
                    new UnavailableException("a write ended unexpectedly; its outcome is unknown", false, null)));
            throw e;
        }
    }

    /** Refuses and removes those that have waited too long: their callers are told so, and nothing was begun. */
    private void refuseTheLate(List<PendingWrite> group) {
        group.removeIf(write -> {
            boolean late = write.isOlderThan(timeout);
            if (late) {
                write.fail(new UnavailableException("a write had no turn within " + timeout, true, null));
            }
            return late;
        });
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
            group.add(next);
            waiting.remove();
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
