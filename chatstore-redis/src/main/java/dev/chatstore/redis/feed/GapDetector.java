package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed.Receiver;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the messages of one channel, and reports gaps. Each process numbers its messages: a number that does not
 * follow the last one, a process that had sent changes before its first message here, and one that falls silent without
 * a farewell are gaps. For one thread.
 */
final class GapDetector {
    private final Receiver receiver;

    private final long self;
    private final long silenceNanos;
    private final LongSupplier nanos;
    private final Map<Long, Sender> senders = new HashMap<>();

    private static final class Sender {
        private long counter;
        private long heardNanos;
    }

    /**
     * Creates a detector.
     *
     * @param self the number of this process, whose own messages are ignored
     * @param silenceNanos the time without a message after which a process counts as gone
     * @param nanos the time, as {@link System#nanoTime} measures it
     */
    GapDetector(Receiver receiver, long self, long silenceNanos, LongSupplier nanos) {
        this.receiver = receiver;
        this.self = self;
        this.silenceNanos = silenceNanos;
        this.nanos = nanos;
    }

    /** Starts again after a new subscription: what was sent before it is unknown. */
    void start() {
        senders.clear();
        receiver.gap();
    }

    /** Receives a message, or null for one that cannot be read. */
    void receive(@Nullable FeedMessage message) {
        if (message == null) {
            receiver.gap();
        } else if (message.sender() != self) {
            receiveFrom(message);
        }
        forgetSilent();
    }

    private void receiveFrom(FeedMessage message) {
        boolean carries = message.kind() == FeedMessage.Kind.CHANGE || message.kind() == FeedMessage.Kind.NOTICE;
        Sender sender = senders.computeIfAbsent(message.sender(), id -> new Sender());
        long expected = carries ? sender.counter + 1 : sender.counter;
        sender.heardNanos = nanos.getAsLong();
        if (message.counter() > expected) {
            receiver.gap();
        }
        // A late message was reported as a gap before, and must not be delivered after those that followed it.
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

    /** A process that falls silent may have sent more than was received, and never report it. */
    private void forgetSilent() {
        long now = nanos.getAsLong();
        boolean gone = false;
        for (Iterator<Sender> all = senders.values().iterator(); all.hasNext(); ) {
            if (now - all.next().heardNanos > silenceNanos) {
                all.remove();
                gone = true;
            }
        }
        if (gone) {
            receiver.gap();
        }
    }
}
