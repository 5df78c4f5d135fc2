package dev.chatstore.jdbi;

import dev.chatstore.api.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Group commit. A caller puts its write into the queue and takes the permit if that is free: then it writes all that
 * waits, up to a bound, in one transaction. Whoever comes meanwhile waits, and one of those writes the next. So the
 * first never waits for company, and under load one commit serves many.
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

    /**
     * Makes a queue.
     *
     * @param writer does the writes of a group, each of which it completes
     * @param maxMessages how many messages a group has at most, unless one write alone has more
     * @param maxCharacters how much text a group has at most, unless one write alone has more
     */
    WriteQueue(Consumer<List<PendingWrite>> writer, int maxMessages, long maxCharacters) {
        this.writer = writer;
        this.maxMessages = maxMessages;
        this.maxCharacters = maxCharacters;
    }

    /** Returns once the write is done. An interrupt does not end the wait; its flag is set on return. */
    void submit(PendingWrite write) {
        waiting.add(write);
        boolean interrupted = false;
        while (!write.isDone()) {
            if (permit.tryAcquire()) {
                try {
                    writeGroup();
                } finally {
                    permit.release();
                    wakeNext();
                }
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeGroup() {
        List<PendingWrite> group = takeGroup();
        if (group.isEmpty()) {
            return;
        }
        try {
            writer.accept(group);
        } finally {
            // Only after an error of the program itself is one left; nobody may wait for it for ever.
            group.stream().filter(write -> !write.isDone()).forEach(write -> {
                write.fail(new UnavailableException("a write ended unexpectedly; its outcome is unknown", false, null));
                write.complete();
            });
        }
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
