package dev.chatstore.testkit.history;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The calls on one conversation, in no particular order. */
record RecordedRun(Queue<AppendCall> appends, Queue<ReadCall> reads) {
    RecordedRun() {
        this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    /** The outcome of an append. */
    enum Outcome {
        UNKNOWN,
        ACKNOWLEDGED,
        FAILED
    }

    /** The fields that distinguish one message from another. */
    record MessageIdentity(@Nullable String id, Role role, String text) {
        static MessageIdentity of(NewMessage message) {
            return new MessageIdentity(message.id(), message.role(), message.text());
        }

        static MessageIdentity of(Message message) {
            return new MessageIdentity(message.id(), message.role(), message.text());
        }
    }

    /** A call of append. Its own thread writes it, and the checker reads it after all threads have ended. */
    static final class AppendCall {
        final List<MessageIdentity> identities;
        final long start;
        volatile Ending ending = new Ending(Outcome.UNKNOWN, null, 0);

        AppendCall(Append append, long start) {
            this.identities =
                    append.messages().stream().map(MessageIdentity::of).toList();
            this.start = start;
        }

        void end(Outcome outcome, @Nullable AppendReceipt receipt, long end) {
            ending = new Ending(outcome, receipt, end);
        }
    }

    /** The outcome of a call of append, and when it ended, which is 0 if the outcome is unknown. */
    record Ending(Outcome outcome, @Nullable AppendReceipt receipt, long at) {}

    /** A call of history that returned. */
    record ReadCall(Slice slice, List<Message> messages, long start, long end) {}
}
