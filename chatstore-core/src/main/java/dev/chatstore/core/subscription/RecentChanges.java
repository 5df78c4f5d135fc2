package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of one conversation that a listener has received. Another change with the version of one of them
 * shows that the store was put back to an older state. Not safe for use by several threads.
 */
final class RecentChanges {
    private static final int MAX = 8;

    private final Deque<Received> newestFirst = new ArrayDeque<>(MAX);

    /**
     * A change, or the state of a conversation.
     *
     * @param sequence the newest sequence after it
     * @param time the time of the change, by which two changes with one version differ
     */
    record Received(long version, long sequence, Instant time) {}

    void add(Change change, long sequence) {
        Instant time = time(change);
        if (time == null) {
            newestFirst.clear();
        } else {
            add(new Received(change.version(), sequence, time));
        }
    }

    void add(Conversation head) {
        add(new Received(head.version(), head.lastSequence(), head.updated()));
    }

    private void add(Received received) {
        if (newestFirst.size() == MAX) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(received);
    }

    /** Returns whether another change with the version of this one was received. */
    boolean contradict(Change change) {
        Instant time = time(change);
        return time != null
                && newestFirst.stream()
                        .anyMatch(received -> received.version == change.version() && !received.time.equals(time));
    }

    /** Forgets the newest changes down to the first one that meets a condition, and returns that one. */
    Optional<Received> rewind(Predicate<Received> condition) {
        while (!newestFirst.isEmpty() && !condition.test(newestFirst.getFirst())) {
            newestFirst.removeFirst();
        }
        return Optional.ofNullable(newestFirst.peekFirst());
    }

    private static @Nullable Instant time(Change change) {
        if (change instanceof Change.Appended appended) {
            Message newest = appended.messages().get(appended.messages().size() - 1);
            return newest.created();
        }
        if (change instanceof Change.Revised revised) {
            return revised.message().edited();
        }
        return change instanceof Change.Described described ? described.head().updated() : null;
    }
}
