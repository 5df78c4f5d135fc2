package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a copy that follows has to do and when: conversations that were reported as changed, each once, and passes. Times are in
 * nanoseconds of any clock. Not safe for use by several threads.
 */
final class MirrorWork {
    /** Number of conversations that wait at most. A pass copies more. */
    static final int WAITING = 10_000;

    /** Number of conversations that are copied at once. */
    private static final int AT_ONCE = 500;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final long interval;
    private final Set<ConversationId> waiting = new LinkedHashSet<>();
    private List<ConversationId> taken = List.of();
    private long nextPass;
    private int failures;

    /** Passes that were asked for, that have begun, and that are complete, each number one of the passes asked for. */
    private long asked = 1;

    private long begun;
    private long complete;

    /** Creates work that begins with a pass. */
    MirrorWork(Duration interval, long now) {
        this.interval = interval.toNanos();
        this.nextPass = now;
    }

    /** Adds a conversation that has changed. */
    void add(ConversationId id) {
        if (waiting.size() < WAITING) {
            waiting.add(id);
        } else if (!waiting.contains(id)) {
            ask();
        }
    }

    /** Asks for a pass, and returns its number. One that has begun already does not count. */
    long ask() {
        asked = begun + 1;
        return asked;
    }

    boolean isComplete(long pass) {
        return complete >= pass;
    }

    /** Returns how long nothing is to be done: 0 if there is something, the time to the next pass at most. */
    long pause(long now) {
        return isPassDue(now) || hasChanges() ? 0 : Math.max(0, nextPass - now);
    }

    boolean isPassDue(long now) {
        return asked > begun || nextPass - now <= 0;
    }

    /** After a failure nothing but a pass is of use: the store may be away. */
    private boolean hasChanges() {
        return failures == 0 && !waiting.isEmpty();
    }

    /** Begins a pass, which copies all that waits. */
    void beginPass() {
        begun++;
        taken = List.copyOf(waiting);
        waiting.clear();
    }

    /** Returns the conversations that are to be copied now. */
    List<ConversationId> takeChanges() {
        Iterator<ConversationId> first = waiting.iterator();
        taken = Stream.generate(first::next)
                .limit(Math.min(AT_ONCE, waiting.size()))
                .toList();
        taken.forEach(waiting::remove);
        return taken;
    }

    void changesCopied() {
        taken = List.of();
    }

    void passComplete(long now) {
        taken = List.of();
        complete = begun;
        failures = 0;
        nextPass = now + interval;
    }

    /** Puts back what was taken. The next attempt is a pass, later each time. */
    void failed(long now) {
        Collection<ConversationId> again = taken;
        taken = List.of();
        again.stream().filter(id -> waiting.size() < WAITING).forEach(waiting::add);
        // Counted first, since the pause after the first failure is the shortest.
        failures = Math.min(failures + 1, 30);
        nextPass = now + pauseAfter(failures).toNanos();
    }

    static Duration pauseAfter(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Returns the number of conversations that were reported and are not copied. */
    long waiting() {
        return waiting.size() + (long) taken.size();
    }
}
