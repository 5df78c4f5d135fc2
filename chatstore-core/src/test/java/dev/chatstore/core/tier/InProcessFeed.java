package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A feed between storages in one process. It can lose what is sent, which the receiver finds out by what comes next, and
 * it can hold things back until they are let go.
 */
final class InProcessFeed {
    private final List<End> ends = new CopyOnWriteArrayList<>();
    volatile BooleanSupplier loses = () -> false;
    volatile boolean holdsBack;

    End open() {
        End end = new End();
        ends.add(end);
        return end;
    }

    /** Delivers what was held back. */
    void letGo() {
        holdsBack = false;
        ends.forEach(End::deliver);
    }

    /** Tells every receiver that it may have missed something, as a heartbeat does after a loss. */
    void beat() {
        ends.forEach(End::tellGap);
    }

    /** Tells every receiver that a conversation was changed, and not how. */
    void tellOnlyOf(ConversationId id) {
        ends.forEach(end -> Objects.requireNonNull(end.receiver).missed(id));
    }

    final class End implements ChangeFeed {
        private final Queue<Change> coming = new ConcurrentLinkedQueue<>();
        private final ReentrantLock delivering = new ReentrantLock();
        private volatile @Nullable Receiver receiver;
        private volatile boolean lost;

        @Override
        public void publish(List<Change> changes) {
            for (Change change : changes) {
                ends.stream().filter(end -> end != this).forEach(end -> end.send(change));
            }
        }

        private void send(Change change) {
            if (loses.getAsBoolean()) {
                lost = true;
            } else {
                coming.add(change);
                if (!holdsBack) {
                    deliver();
                }
            }
        }

        private void deliver() {
            delivering.lock();
            try {
                Receiver there = receiver;
                for (Change next = coming.poll(); next != null && there != null; next = coming.poll()) {
                    tellGap();
                    there.changed(next);
                }
            } finally {
                delivering.unlock();
            }
        }

        private void tellGap() {
            delivering.lock();
            try {
                Receiver there = receiver;
                if (lost && there != null) {
                    lost = false;
                    there.gap();
                }
            } finally {
                delivering.unlock();
            }
        }

        @Override
        public void receive(Receiver newReceiver) {
            receiver = newReceiver;
            newReceiver.gap();
        }

        @Override
        public boolean isHearing() {
            return receiver != null;
        }

        void close() {
            ends.remove(this);
        }
    }
}
