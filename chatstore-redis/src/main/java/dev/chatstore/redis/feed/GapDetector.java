package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed.Receiver;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the messages of one channel, and reports gaps. Each process numbers its messages: a number that does not
 * follow the last one, a process that had sent changes before its first message here, and one that falls silent without
 * a farewell are gaps. For one thread.
 *
 * <p>A number that is lower than the last one is a gap as well, and the next one is expected to follow it: the message
 * arrives late, the last one was forged, or two processes share an identity. So no message mutes those after it.
 */
final class GapDetector {
    /** Far more processes than share one Redis. What claims to come from more is not remembered. */
    private static final int MAX_SENDERS = 4_096;

    private final Receiver receiver;
    private final OwnMessages own;
    private final long silenceNanos;
    private final LongSupplier nanos;
    private final Map<Long, Sender> senders = new HashMap<>();
    private final Sender self = new Sender();

    private static final class Sender {
        private long counter;
        private long heardNanos;
    }

    /**
     * What this process has sent on the channel.
     *
     * @param identity the number by which the other processes know this one
     * @param sent the number of changes that were sent on the channel so far
     * @param renew takes another identity in place of one that another process has too
     */
    record OwnMessages(LongSupplier identity, LongSupplier sent, LongConsumer renew) {}

    /**
     * Creates a detector.
     *
     * @param own what this process has sent, which is not passed on
     * @param silenceNanos the time without a message after which a process counts as gone
     * @param nanos the time, as {@link System#nanoTime} measures it
     */
    GapDetector(Receiver receiver, OwnMessages own, long silenceNanos, LongSupplier nanos) {
        this.receiver = receiver;
        this.own = own;
        this.silenceNanos = silenceNanos;
        this.nanos = nanos;
    }

    /** Starts again after a new subscription: what was sent before it is unknown. */
    void start() {
        senders.clear();
        self.counter = 0;
        receiver.gap();
    }

    /** Receives a message, or null for one that cannot be read. */
    void receive(@Nullable FeedMessage message) {
        if (message == null) {
            receiver.gap();
        } else if (message.sender() == own.identity().getAsLong()) {
            receiveOwn(message);
        } else {
            receiveFrom(message);
        }
        forgetSilent();
    }

    /**
     * Each change of this process comes back once, with a number that it has sent. Anything else comes from a process
     * with the same identity, such as a copy of this one, whose changes were ignored so far.
     */
    private void receiveOwn(FeedMessage message) {
        boolean isOwn = message.counter() <= own.sent().getAsLong() && message.counter() >= expected(self, message);
        self.counter = message.counter();
        if (!isOwn) {
            own.renew().accept(message.sender());
            self.counter = 0;
            receiver.gap();
        }
    }

    private void receiveFrom(FeedMessage message) {
        Sender sender = sender(message.sender());
        sender.heardNanos = nanos.getAsLong();
        long expected = expected(sender, message);
        sender.counter = message.counter();
        if (message.counter() != expected) {
            receiver.gap();
        }
        if (message.kind() == FeedMessage.Kind.FAREWELL) {
            senders.remove(message.sender());
        } else if (message.counter() >= expected) {
            // A late change must not be delivered after those that followed it.
            deliver(message);
        }
    }

    private Sender sender(long identity) {
        Sender known = senders.get(identity);
        if (known != null) {
            return known;
        }
        if (senders.size() >= MAX_SENDERS) {
            senders.clear();
            receiver.gap();
        }
        Sender added = new Sender();
        senders.put(identity, added);
        return added;
    }

    private static long expected(Sender sender, FeedMessage message) {
        boolean carries = message.kind() == FeedMessage.Kind.CHANGE || message.kind() == FeedMessage.Kind.NOTICE;
        return carries ? sender.counter + 1 : sender.counter;
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
