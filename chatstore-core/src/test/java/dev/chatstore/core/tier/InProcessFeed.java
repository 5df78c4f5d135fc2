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
 * A feed between storages in one process. It can lose changes, which the receiver notices with the next one, and hold
 * them back until they are released.
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

    /** Delivers the changes that were held back. */
    void release() {
        holdsBack = false;
        ends.forEach(End::deliver);
    }

    /** Reports a gap to every receiver that has lost changes, as a heartbeat does. */
    void beat() {
        ends.forEach(End::reportGap);
    }

    /** Notifies every receiver that a conversation has changed, without the change. */
    void notifyWithoutChange(ConversationId id) {
        ends.forEach(end -> Objects.requireNonNull(end.receiver).missed(id));
    }

    final class End implements ChangeFeed {
        private final Queue<Change> queued = new ConcurrentLinkedQueue<>();
        private final ReentrantLock delivering = new ReentrantLock();
        private volatile @Nullable Receiver receiver;
        private volatile boolean lost;

        @Override
        public void publish(List<Change> changes) {
            for (Change change : changes) {
                ends.stream().filter(end -> end != this).forEach(end -> end.send(change));
            }
        }

        @Override
        public void lose() {
            ends.stream().filter(end -> end != this).forEach(end -> end.lost = true);
        }

        private void send(Change change) {
            if (loses.getAsBoolean()) {
                lost = true;
            } else {
                queued.add(change);
                if (!holdsBack) {
                    deliver();
                }
            }
        }

        private void deliver() {
            delivering.lock();
            try {
                Receiver there = receiver;
                for (Change next = queued.poll(); next != null && there != null; next = queued.poll()) {
                    reportGap();
                    there.changed(next);
                }
            } finally {
                delivering.unlock();
            }
        }

        private void reportGap() {
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
