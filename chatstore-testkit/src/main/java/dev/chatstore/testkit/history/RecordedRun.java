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

/** The calls on one conversation, in no order. */
record RecordedRun(Queue<AppendCall> appends, Queue<ReadCall> reads) {
    RecordedRun() {
        this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    /** How an append ended. */
    enum Fate {
        UNKNOWN,
        ACKNOWLEDGED,
        FAILED
    }

    /** What tells one message from another. */
    record Mark(@Nullable String id, Role role, String text) {
        static Mark of(NewMessage message) {
            return new Mark(message.id(), message.role(), message.text());
        }

        static Mark of(Message message) {
            return new Mark(message.id(), message.role(), message.text());
        }
    }

    /** One call of append. Written by its own thread, judged once all have ended. */
    static final class AppendCall {
        final List<Mark> marks;
        final long start;
        volatile Ending ending = new Ending(Fate.UNKNOWN, null, 0);

        AppendCall(Append append, long start) {
            this.marks = append.messages().stream().map(Mark::of).toList();
            this.start = start;
        }

        void end(Fate fate, @Nullable AppendReceipt receipt, long end) {
            ending = new Ending(fate, receipt, end);
        }
    }

    /** How a call of append ended and when, which is never for one whose outcome is unknown. */
    record Ending(Fate fate, @Nullable AppendReceipt receipt, long at) {}

    /** One call of history that returned. */
    record ReadCall(Slice slice, List<Message> messages, long start, long end) {}
}
