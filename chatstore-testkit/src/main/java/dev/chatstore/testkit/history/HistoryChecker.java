package dev.chatstore.testkit.history;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.history.RecordedRun.AppendCall;
import dev.chatstore.testkit.history.RecordedRun.Fate;
import dev.chatstore.testkit.history.RecordedRun.ReadCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Judges a run of concurrent appends and reads. Threads make their calls through it, or record them; at the end it is
 * shown what is stored, and holds for each conversation that
 *
 * <ul>
 *   <li>every acknowledged append is there exactly once, where its receipt says, whole and in its order;
 *   <li>an append whose outcome is unknown is there once or not at all, and never in part;
 *   <li>a refused append is not there, nor is anything that nobody sent;
 *   <li>every read shows a part of the one final order, and never half an append;
 *   <li>real time is respected: what was acknowledged or read before a call began comes before whatever the call adds,
 *       and is seen by whatever the call reads.
 * </ul>
 *
 * <p>No two messages of a conversation may be alike in id, role and text, but those of an append that is sent again; to
 * send one again, all its messages need ids. A run must not edit, redact or delete. Safe for use by many threads.
 */
public final class HistoryChecker {
    private final Map<ConversationId, RecordedRun> runs = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** Makes a checker that goes by the machine's monotonic time. */
    public HistoryChecker() {
        this(System::nanoTime);
    }

    HistoryChecker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Appends and records the outcome; throws what the store throws. */
    public AppendReceipt append(ChatStore chats, Append append) {
        AppendAttempt attempt = appending(append);
        try {
            AppendReceipt receipt = chats.append(append);
            attempt.acknowledged(receipt);
            return receipt;
        } catch (UnavailableException e) {
            throw e;
        } catch (ChatStoreException e) {
            attempt.failed();
            throw e;
        }
    }

    /** Reads and records what was read; throws what the store throws. */
    public List<Message> history(ChatStore chats, ConversationId id, Slice slice) {
        ReadAttempt attempt = reading(id, slice);
        List<Message> messages = chats.history(id, slice);
        attempt.returned(messages);
        return messages;
    }

    /** Records that an append begins now. Until more is told, its outcome is unknown. */
    public AppendAttempt appending(Append append) {
        return new AppendAttempt(append, nanos.getAsLong());
    }

    /** Records that a read begins now. One that never returns counts for nothing; paths are not judged. */
    public ReadAttempt reading(ConversationId id, Slice slice) {
        return new ReadAttempt(id, slice, nanos.getAsLong());
    }

    /**
     * Reads every conversation to its end and judges the run. No call may be under way.
     *
     * @throws AssertionError if the run breaks a rule; it names every one that was broken
     */
    public void check(ChatStore chats) {
        List<String> faults = new ArrayList<>();
        runs.keySet().forEach(id -> faults.addAll(faults(id, Histories.all(chats, id))));
        if (!faults.isEmpty()) {
            List<String> first = faults.subList(0, Math.min(20, faults.size()));
            throw new AssertionError(faults.size() + " faults in the run:\n" + String.join("\n", first));
        }
    }

    /** Returns every rule that a conversation's calls break, given all that is stored of it in the end. */
    public List<String> faults(ConversationId id, List<Message> stored) {
        return new RunChecker(id, run(id), stored).faults();
    }

    private RecordedRun run(ConversationId id) {
        return runs.computeIfAbsent(id, any -> new RecordedRun());
    }

    /** An append that was begun, to be told how it ended. */
    public final class AppendAttempt {
        private final AppendCall call;

        private AppendAttempt(Append append, long start) {
            call = new AppendCall(append, start);
            run(append.conversation()).appends().add(call);
        }

        /** Records that the store acknowledged it just now. */
        public void acknowledged(AppendReceipt receipt) {
            call.end(Fate.ACKNOWLEDGED, receipt, nanos.getAsLong());
        }

        /** Records that the store refused it, so that nothing of it may be there. */
        public void failed() {
            call.end(Fate.FAILED, null, nanos.getAsLong());
        }
    }

    /** A read that was begun, to be told what it returned. */
    public final class ReadAttempt {
        private final ConversationId id;
        private final Slice slice;
        private final long start;

        private ReadAttempt(ConversationId id, Slice slice, long start) {
            this.id = id;
            this.slice = slice;
            this.start = start;
        }

        /** Records that it returned just now. */
        public void returned(List<Message> messages) {
            if (slice instanceof Slice.PathTo) {
                return;
            }
            run(id).reads().add(new ReadCall(slice, List.copyOf(messages), start, nanos.getAsLong()));
        }
    }
}
