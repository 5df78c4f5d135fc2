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
import dev.chatstore.testkit.history.RecordedRun.Outcome;
import dev.chatstore.testkit.history.RecordedRun.ReadCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Checks a run of concurrent appends and reads. Threads make their calls through the checker, or record them with it.
 * At the end it compares them with the stored messages, and asserts for each conversation that
 *
 * <ul>
 *   <li>every acknowledged append is stored exactly once, at the sequences of its receipt, completely and in order;
 *   <li>an append whose outcome is unknown is stored once or not at all, and never in part;
 *   <li>nothing is stored of a refused append, and no message that no thread sent;
 *   <li>every read returns a part of the one final order, and never a part of an append;
 *   <li>the order agrees with real time: messages that were acknowledged or read before a call began come before the
 *       messages that the call adds, and are visible to its reads.
 * </ul>
 *
 * <p>No two messages of a conversation may have the same id, role and text, except those of an append that is sent
 * again. An append can be sent again only if all its messages have ids. A run must not edit, redact or delete. Safe for
 * use by multiple threads.
 */
public final class HistoryChecker {
    private final Map<ConversationId, RecordedRun> runs = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private volatile boolean showsBeforeDurable;

    /** Creates a checker that uses the machine's monotonic clock. */
    public HistoryChecker() {
        this(System::nanoTime);
    }

    HistoryChecker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Lets reads show messages that a killed server has lost: InnoDB shows a commit before its log is on the disk. What was
     * acknowledged must be stored all the same, and messages that no thread sent remain a fault.
     */
    public void showsCommitsBeforeTheyAreDurable() {
        showsBeforeDurable = true;
    }

    /** Appends and records the outcome. Throws what the store throws. */
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

    /** Reads and records the messages. Throws what the store throws. */
    public List<Message> history(ChatStore chats, ConversationId id, Slice slice) {
        ReadAttempt attempt = reading(id, slice);
        List<Message> messages = chats.history(id, slice);
        attempt.returned(messages);
        return messages;
    }

    /** Records that an append begins now. Its outcome is unknown until it is recorded. */
    public AppendAttempt appending(Append append) {
        return new AppendAttempt(append, nanos.getAsLong());
    }

    /** Records that a read begins now. A read that never returns is ignored. Paths are not checked. */
    public ReadAttempt reading(ConversationId id, Slice slice) {
        return new ReadAttempt(id, slice, nanos.getAsLong());
    }

    /**
     * Reads every conversation completely and checks the run. No call may be in progress.
     *
     * @throws AssertionError if the run breaks a rule; the message names the broken rules
     */
    public void check(ChatStore chats) {
        List<String> faults = new ArrayList<>();
        runs.keySet().forEach(id -> faults.addAll(faults(id, Histories.all(chats, id))));
        if (!faults.isEmpty()) {
            List<String> first = faults.subList(0, Math.min(20, faults.size()));
            throw new AssertionError(faults.size() + " faults in the run:\n" + String.join("\n", first));
        }
    }

    /** Returns the rules that the calls on a conversation break, given all messages that are stored in the end. */
    public List<String> faults(ConversationId id, List<Message> stored) {
        return new RunChecker(id, run(id), stored, showsBeforeDurable).faults();
    }

    private RecordedRun run(ConversationId id) {
        return runs.computeIfAbsent(id, any -> new RecordedRun());
    }

    /** An append that has begun, whose outcome can be recorded. */
    public final class AppendAttempt {
        private final AppendCall call;

        private AppendAttempt(Append append, long start) {
            call = new AppendCall(append, start);
            run(append.conversation()).appends().add(call);
        }

        /** Records that the store has just acknowledged the append. */
        public void acknowledged(AppendReceipt receipt) {
            call.end(Outcome.ACKNOWLEDGED, receipt, nanos.getAsLong());
        }

        /** Records that the store refused the append, so that nothing of it may be stored. */
        public void failed() {
            call.end(Outcome.FAILED, null, nanos.getAsLong());
        }
    }

    /** A read that has begun, whose result can be recorded. */
    public final class ReadAttempt {
        private final ConversationId id;
        private final Slice slice;
        private final long start;

        private ReadAttempt(ConversationId id, Slice slice, long start) {
            this.id = id;
            this.slice = slice;
            this.start = start;
        }

        /** Records that the read has just returned the messages. */
        public void returned(List<Message> messages) {
            if (slice instanceof Slice.PathTo) {
                return;
            }
            run(id).reads().add(new ReadCall(slice, List.copyOf(messages), start, nanos.getAsLong()));
        }
    }
}
