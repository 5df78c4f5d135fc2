package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Records the notifications of a feed, and waits for expected ones. */
public final class FeedLog implements ChangeFeed.Receiver {
    /** Far longer than anything here takes. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Object> told = new ArrayList<>();

    /** The record of a gap. */
    static final String GAP = "gap";

    @Override
    public void changed(Change change) {
        add(change);
    }

    @Override
    public void missed(ConversationId conversation) {
        add(conversation);
    }

    @Override
    public void gap() {
        add(GAP);
    }

    private synchronized void add(Object what) {
        told.add(what);
        notifyAll();
    }

    /** Returns all notifications so far. */
    synchronized List<Object> told() {
        return List.copyOf(told);
    }

    /** Returns the changes so far. */
    public List<Change> changes() {
        return told().stream()
                .filter(Change.class::isInstance)
                .map(Change.class::cast)
                .toList();
    }

    public long gaps() {
        return told().stream().filter(GAP::equals).count();
    }

    /** Waits until the notifications are as expected. */
    public synchronized void await(String what, Predicate<FeedLog> expected) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!expected.test(this)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            assertThat(left).as("%s, but was told %s", what, told).isPositive();
            try {
                wait(Math.min(left, 20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
