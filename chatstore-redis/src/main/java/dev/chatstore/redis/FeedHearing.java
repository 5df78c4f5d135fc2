package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed.Receiver;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has been heard on one channel, and what is missing. Each process numbers what it sends: a number that does not
 * follow on, a process that had sent before it was first heard, and one that falls silent without a farewell are gaps.
 * Used by one thread.
 */
final class FeedHearing {
    /** What a change is brought to; the receiver itself, once it is its turn. */
    private final Receiver receiver;

    private final long self;
    private final long silenceNanos;
    private final LongSupplier nanos;
    private final Map<Long, Sender> senders = new HashMap<>();

    private static final class Sender {
        private long counter;
        private long heard;
    }

    /**
     * Hears on behalf of a process.
     *
     * @param self the process, whose own messages it passes over
     * @param silenceNanos after how long without a word a process counts as gone
     */
    FeedHearing(Receiver receiver, long self, long silenceNanos, LongSupplier nanos) {
        this.receiver = receiver;
        this.self = self;
        this.silenceNanos = silenceNanos;
        this.nanos = nanos;
    }

    /** Begins anew: nobody knows what was sent before now. */
    void begin() {
        senders.clear();
        receiver.gap();
    }

    /** Takes what came, or null for what cannot be read. */
    void heard(@Nullable FeedMessage message) {
        if (message == null) {
            receiver.gap();
        } else if (message.sender() != self) {
            heardFrom(message);
        }
        forgetSilent();
    }

    private void heardFrom(FeedMessage message) {
        boolean carries = message.kind() == FeedMessage.Kind.CHANGE || message.kind() == FeedMessage.Kind.NOTICE;
        Sender sender = senders.computeIfAbsent(message.sender(), id -> new Sender());
        long expected = carries ? sender.counter + 1 : sender.counter;
        sender.heard = nanos.getAsLong();
        if (message.counter() > expected) {
            receiver.gap();
        }
        // One that is late was missed before, and told as a gap: it must not come after those that followed it.
        boolean late = message.counter() < expected;
        sender.counter = Math.max(sender.counter, message.counter());
        if (message.kind() == FeedMessage.Kind.FAREWELL) {
            senders.remove(message.sender());
        } else if (carries && !late) {
            deliver(message);
        }
    }

    private void deliver(FeedMessage message) {
        Change change = message.change();
        ConversationId conversation = message.conversation();
        if (change != null) {
            receiver.changed(change);
        } else if (conversation != null) {
            receiver.missed(conversation);
        }
    }

    /** Whoever falls silent may have sent more than was heard, and nobody will ever say so. */
    private void forgetSilent() {
        long now = nanos.getAsLong();
        boolean gone = false;
        for (Iterator<Sender> all = senders.values().iterator(); all.hasNext(); ) {
            if (now - all.next().heard > silenceNanos) {
                all.remove();
                gone = true;
            }
        }
        if (gone) {
            receiver.gap();
        }
    }
}
