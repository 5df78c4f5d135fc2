package dev.chatstore.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Racers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads of one process, cached and latest ones, next to the writes of another: a read that begins after another one has
 * ended shows at least its version, its messages and their revisions.
 */
public final class MonotonicReads {
    private static final ConversationId ID = ConversationId.of("written by another process");
    private static final int WRITERS = 2;
    private static final int LATEST_READERS = 4;
    private static final int CACHED_READERS = 2;
    private static final int LIMIT = 20;
    private static final long PACE_NANOS = 20_000;

    private final ChatStore written;
    private final ChatStore read;
    private final int writes;
    private final Runnable betweenReads;
    private final AtomicInteger writing = new AtomicInteger(WRITERS);
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean failed;
    private final AtomicLong shownVersion = new AtomicLong();
    private final AtomicInteger shownSequence = new AtomicInteger();
    private final AtomicIntegerArray shownRevisions;

    /**
     * Prepares a run.
     *
     * @param writes the number of writes, appends and edits
     * @param betweenReads runs before each read, to let time pass, say
     */
    public MonotonicReads(ChatStore written, ChatStore read, int writes, Runnable betweenReads) {
        this.written = written;
        this.read = read;
        this.writes = writes;
        this.betweenReads = betweenReads;
        shownRevisions = new AtomicIntegerArray(writes + 2);
    }

    /**
     * Runs the writers, and the readers until the writers have ended, and returns the number of reads.
     *
     * @throws AssertionError if a read shows less than one that had ended before it began
     */
    public long run() {
        written.append(ID, NewMessage.user("the first"));
        Racers.all(WRITERS + LATEST_READERS + CACHED_READERS, number -> {
            if (number < WRITERS) {
                write(new SplittableRandom(number));
            } else {
                readUntilWritten(number < WRITERS + LATEST_READERS ? read.latest() : read);
            }
            return number;
        });
        return reads.get();
    }

    private void write(SplittableRandom random) {
        try {
            long newest = 1;
            for (int i = 0; i < writes / WRITERS; i++) {
                awaitReads(i);
                if (random.nextInt(4) == 0) {
                    written.edit(ID, newest, MessageEdit.of("edited " + random.nextInt()));
                } else {
                    newest = written.append(ID, NewMessage.user("said")).lastSequence();
                }
            }
        } finally {
            writing.decrementAndGet();
        }
    }

    /** Keeps pace with the readers, so that reads of every tier lie between two writes. */
    private void awaitReads(long count) {
        while (reads.get() < count && !failed) {
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private void readUntilWritten(ChatStore chats) {
        boolean done = false;
        try {
            while (writing.get() > 0) {
                betweenReads.run();
                readMessages(chats);
                betweenReads.run();
                readHead(chats);
                reads.addAndGet(2);
            }
            done = true;
        } finally {
            if (!done) {
                failed = true;
            }
        }
    }

    private void readMessages(ChatStore chats) {
        int last = shownSequence.get();
        int first = Math.max(1, last - LIMIT + 1);
        int[] revisions = new int[last - first + 1];
        for (int i = 0; i < revisions.length; i++) {
            revisions[i] = shownRevisions.get(first + i);
        }
        List<Message> messages = chats.recent(ID, LIMIT);
        Message newest = messages.get(messages.size() - 1);
        assertThat(newest.sequence())
                .as("the newest message of a %s read", kind(chats))
                .isGreaterThanOrEqualTo(last);
        for (Message message : messages) {
            int sequence = (int) message.sequence();
            if (sequence >= first && sequence <= last) {
                assertThat(message.revision())
                        .as("the revision of message %s in a %s read", sequence, kind(chats))
                        .isGreaterThanOrEqualTo(revisions[sequence - first]);
            }
            shownRevisions.accumulateAndGet(sequence, message.revision(), Math::max);
        }
        shownSequence.accumulateAndGet((int) newest.sequence(), Math::max);
    }

    private void readHead(ChatStore chats) {
        long version = shownVersion.get();
        Conversation head = chats.find(ID).orElseThrow();
        assertThat(head.version()).as("the version in a %s read", kind(chats)).isGreaterThanOrEqualTo(version);
        shownVersion.accumulateAndGet(head.version(), Math::max);
    }

    private String kind(ChatStore chats) {
        return chats.equals(read) ? "cached" : "latest";
    }
}
