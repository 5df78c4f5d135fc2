package dev.chatstore.jdbi.append;

import dev.chatstore.api.ConversationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writes that wait, in the order of their arrival, and the groups that are being written. No two groups have writes
 * of the same conversation, and no write overtakes another one of its conversation. Safe for use by several threads.
 */
final class WaitingWrites {
    private final ReentrantLock lock = new ReentrantLock();
    private final GroupBounds bounds;
    private final Deque<PendingWrite> waiting = new ArrayDeque<>();

    /** Writes before all others that wait, whose conversations are being written or have such writes before them. */
    private final Deque<PendingWrite> passedOver = new ArrayDeque<>();

    private final Set<List<PendingWrite>> groups = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The conversations of the groups and of the writes that were passed over, unless only one group is possible. */
    private final Set<ConversationId> taken = new HashSet<>();

    WaitingWrites(GroupBounds bounds) {
        this.bounds = bounds;
    }

    void add(PendingWrite write) {
        lock.lock();
        try {
            waiting.add(write);
            write.setQueued(true);
        } finally {
            lock.unlock();
        }
    }

    /** Removes a write that is in no group yet, and returns whether it was one. */
    boolean remove(PendingWrite write) {
        lock.lock();
        try {
            write.setQueued(false);
            return waiting.remove(write) || passedOver.remove(write);
        } finally {
            lock.unlock();
        }
    }

    /** Begins the next group and returns its writes; none if no group may begin now, or if a write is in one already. */
    List<PendingWrite> beginWhileQueued(PendingWrite write) {
        lock.lock();
        try {
            List<PendingWrite> group = write.isQueued() && mayBegin() ? take() : List.of();
            if (!group.isEmpty()) {
                groups.add(group);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a group. */
    void end(List<PendingWrite> group) {
        lock.lock();
        try {
            groups.remove(group);
            while (!passedOver.isEmpty()) {
                waiting.addFirst(passedOver.removeLast());
            }
            taken.clear();
            groups.forEach(running -> running.forEach(this::mark));
        } finally {
            lock.unlock();
        }
    }

    /** Returns a write whose thread can begin the next group, or null if no group may begin now. */
    @Nullable PendingWrite next() {
        lock.lock();
        try {
            return mayBegin() ? waiting.peek() : null;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayBegin() {
        PendingWrite first = waiting.peek();
        int running = groups.size();
        return first != null
                && running < bounds.groups()
                && (waiting.size() > running * bounds.company() || first.isOlderThan(bounds.patience()));
    }

    private List<PendingWrite> take() {
        List<PendingWrite> group = new ArrayList<>();
        long messages = 0;
        long characters = 0;
        for (PendingWrite next = waiting.peek(); next != null; next = waiting.peek()) {
            if (isTaken(next)) {
                mark(next);
                passedOver.add(waiting.remove());
                continue;
            }
            messages += next.messages();
            characters += next.characters();
            if (!group.isEmpty() && (messages > bounds.messages() || characters > bounds.characters())) {
                break;
            }
            group.add(waiting.remove());
        }
        group.forEach(write -> {
            write.setQueued(false);
            mark(write);
        });
        return group;
    }

    private boolean isTaken(PendingWrite write) {
        return !taken.isEmpty() && write.conversations().anyMatch(taken::contains);
    }

    private void mark(PendingWrite write) {
        if (bounds.groups() > 1) {
            write.conversations().forEach(taken::add);
        }
    }
}
