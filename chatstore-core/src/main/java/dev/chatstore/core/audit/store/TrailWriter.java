package dev.chatstore.core.audit.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of one trail. The thread that holds the lock writes the entries of all threads that wait for it as one
 * append under the version that it expects; if another process was first, it reads the end of the trail and writes them
 * again. Safe for use by several threads.
 */
final class TrailWriter {
    /** The maximum number of entries in one append. */
    private static final int GROUP = 200;

    /** Each attempt that fails is another process's success. */
    private static final int ATTEMPTS = 1_000;

    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ChatStore chats;
    private final TrailId trail;
    private final AuditCounters counters;

    // Guarded by the lock.
    private End end = End.NONE;
    private boolean isKnown;

    TrailWriter(ChatStore chats, TrailId trail, AuditCounters counters) {
        this.chats = chats;
        this.trail = trail;
        this.counters = counters;
    }

    /** The end of a trail: the version to expect, and the number and the digest of the newest entry. */
    private record End(long version, long number, String digest) {
        static final End NONE = new End(0, 0, "");
    }

    /** An entry that a thread waits for. Its fields are written by the thread that holds the lock. */
    private static final class Waiting {
        private final EntryDraft draft;
        private long number;
        private @Nullable ChatStoreException failure;
        private boolean done;

        Waiting(EntryDraft draft) {
            this.draft = draft;
        }
    }

    /**
     * Writes an entry, and returns its number.
     *
     * @throws UnavailableException if it cannot be written
     * @throws ClosedException if the store is closed
     */
    long write(EntryDraft draft) {
        Waiting mine = new Waiting(draft);
        queue.add(mine);
        writing.lock();
        try {
            while (!mine.done) {
                writeGroup();
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw refusal(mine.failure);
        }
        return mine.number;
    }

    private static ChatStoreException refusal(ChatStoreException failure) {
        if (failure instanceof ClosedException) {
            return failure.copy();
        }
        boolean retryable = failure instanceof UnavailableException away && away.retryable();
        return UnavailableException.notDone(
                "the entry of the audit trail could not be written, and what it was about was not done: "
                        + failure.getMessage(),
                retryable,
                failure.copy());
    }

    private void writeGroup() {
        List<Waiting> group = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = group.size() < GROUP ? queue.poll() : null) {
            group.add(next);
        }
        // What is no exception of a store leaves the other threads of the group without a word of its own.
        ChatStoreException failure =
                UnavailableException.maybeDone("the thread that wrote the audit trail failed", false, null);
        try {
            append(group);
            failure = null;
        } catch (ChatStoreException e) {
            failure = e;
        } finally {
            finish(group, failure);
        }
    }

    private void finish(List<Waiting> group, @Nullable ChatStoreException failure) {
        if (failure == null) {
            counters.written(group.size());
        } else {
            isKnown = false;
            counters.failed(group.size());
        }
        for (Waiting each : group) {
            each.failure = failure;
            each.done = true;
        }
    }

    private void append(List<Waiting> group) {
        for (int attempt = 1; ; attempt++) {
            try {
                appendOnce(group);
                return;
            } catch (ConflictException e) {
                isKnown = false;
                counters.conflict();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void appendOnce(List<Waiting> group) {
        if (!isKnown) {
            end = read();
            isKnown = true;
        }
        String name = trail.name();
        String digest = end.digest();
        long number = end.number();
        List<NewMessage> messages = new ArrayList<>(group.size());
        for (Waiting each : group) {
            number++;
            EntryText.Written written = EntryText.write(name, number, digest, each.draft);
            digest = written.digest();
            messages.add(NewMessage.system(written.text()));
            each.number = number;
        }
        Append append = Append.of(trail.conversation(), messages)
                .expecting(end.version())
                .withProfile(trail.profile());
        AppendReceipt receipt = chats.append(append);
        end = new End(receipt.version(), number, digest);
    }

    /** Reads the end of the trail. If it is shorter than it was, the numbers go on, so that the gap shows. */
    private End read() {
        Conversation head = chats.find(trail.conversation()).orElse(null);
        if (head == null) {
            return new End(0, end.number(), end.digest());
        }
        List<Message> newest = chats.history(trail.conversation(), Slice.newest(1));
        String digest = newest.isEmpty() ? "" : EntryText.digestOf(newest.get(0));
        long number = head.lastSequence();
        return number < end.number()
                ? new End(head.version(), end.number(), end.digest())
                : new End(head.version(), number, digest);
    }
}
