package dev.chatstore.testkit.fault;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.history.HistoryChecker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Threads that append to and read from some conversations of an open store while faults happen to it, judged by the
 * {@link HistoryChecker} in the end. Appends have ids or none, one to three messages, and sometimes an expected version.
 * One with ids that met an unavailable store is sent again until its outcome is known. Everything but a conflict of an
 * expected version, and an {@link dev.chatstore.api.UnavailableException} that may be retried, is a failure of the load.
 *
 * <p>Used by one thread, which makes the faults.
 */
public final class FaultLoad implements AutoCloseable {
    /** What the text of every message begins with. */
    public static final String TEXT = "said by writer ";

    static final int CONVERSATIONS = 16;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ChatStore chats;
    private final int writers;
    private final int readers;
    private final HistoryChecker checker = new HistoryChecker();
    private final LoadCounters tally;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private FaultLoad(ChatStore chats, int writers, int readers) {
        this.chats = chats;
        this.writers = writers;
        this.readers = readers;
        tally = new LoadCounters(writers + readers);
    }

    /** Starts that many threads of each kind on a store. */
    public static FaultLoad start(ChatStore chats, int writers, int readers) {
        FaultLoad load = new FaultLoad(chats, writers, readers);
        load.startLanes();
        return load;
    }

    static ConversationId conversation(int number) {
        return ConversationId.of("conversation " + number);
    }

    private void startLanes() {
        for (int i = 0; i < writers + readers; i++) {
            LoadThread thread = new LoadThread(i, chats, checker, tally, () -> stopping);
            threads.add(FaultProxy.start("fault-load-" + i, i < writers ? thread::write : thread::read));
        }
    }

    /** Returns what became of the calls so far. */
    public LoadReport report() {
        return tally.report();
    }

    /** Returns how many reads were told that the store is unavailable. */
    public long refusedReads() {
        return IntStream.range(writers, writers + readers)
                .mapToLong(tally::refusals)
                .sum();
    }

    /**
     * Waits until each writer's appends and each reader's reads are answered again.
     *
     * @throws AssertionError if they are not within that time, or the load has failed
     */
    public void awaitAnswersToAll(Duration patience) {
        await("every thread is answered", patience, all(writers + readers, 2, tally::answers));
    }

    /**
     * Waits until each reader's reads are answered again.
     *
     * @throws AssertionError if they are not within that time, or the load has failed
     */
    public void awaitAnswersToReaders(Duration patience) {
        await("every reader is answered", patience, all(readers, 2, thread -> tally.answers(writers + thread)));
    }

    /**
     * Waits until each writer has been told that the store is unavailable.
     *
     * @throws AssertionError if they are not within that time, or the load has failed
     */
    public void awaitRefusalsToWriters(Duration patience) {
        await("every writer is refused", patience, refusalsToWriters());
    }

    /** Returns a condition that comes true when each writer has been told that the store is unavailable. */
    BooleanSupplier refusalsToWriters() {
        return all(writers, 1, tally::refusals);
    }

    /**
     * Waits until each writer and each reader has been told that the store is unavailable.
     *
     * @throws AssertionError if they are not within that time, or the load has failed
     */
    public void awaitRefusalsToAll(Duration patience) {
        await("every thread is refused", patience, all(writers + readers, 1, tally::refusals));
    }

    /** Tells when each thread's count has risen: by two if one of the calls that are counted is to begin after now. */
    private static BooleanSupplier all(int lanes, int more, IntToLongFunction count) {
        long[] before = IntStream.range(0, lanes).mapToLong(count).toArray();
        return () -> IntStream.range(0, lanes).allMatch(thread -> count.applyAsLong(thread) >= before[thread] + more);
    }

    /**
     * Waits until something is so.
     *
     * @throws AssertionError if it is not within that time, or the load has failed
     */
    public void await(String what, Duration patience, BooleanSupplier condition) {
        if (!comesTrue(patience, condition)) {
            throw new AssertionError("not within " + patience + ": " + what + "; " + report());
        }
    }

    /**
     * Waits until something is so, and returns whether it came to be within that time.
     *
     * @throws AssertionError if the load has failed
     */
    public boolean comesTrue(Duration patience, BooleanSupplier condition) {
        long start = System.nanoTime();
        boolean isTrue = condition.getAsBoolean();
        while (!isTrue && System.nanoTime() - start < patience.toNanos()) {
            throwFailures();
            LockSupport.parkNanos(TICK_NANOS);
            isTrue = condition.getAsBoolean();
        }
        throwFailures();
        return isTrue;
    }

    /**
     * Ends the load and judges it; the store has to be available again.
     *
     * @param patience how long the calls under way may take
     * @return what became of the calls
     * @throws AssertionError if the load has failed, or the store has lost, doubled or disordered anything
     */
    public LoadReport judge(Duration patience) {
        stopping = true;
        await("all threads end", patience, () -> threads.stream().noneMatch(Thread::isAlive));
        for (int i = 0; i < CONVERSATIONS; i++) {
            // Whatever still happens on the server to a call that was given up holds the conversation: wait for it.
            checker.append(chats, Append.of(conversation(i), NewMessage.user("the last word")));
        }
        checker.check(chats);
        tally.conflicts().forEach(this::assertAbsent);
        return report();
    }

    /** Holds that a refused append with ids is not there, of which another sending may have been left open. */
    private void assertAbsent(Append refused) {
        String id = refused.messages().get(0).id();
        if (id != null && chats.find(refused.conversation(), id).isPresent()) {
            throw new AssertionError(id + " was refused as a conflict and is there");
        }
    }

    private void throwFailures() {
        if (!tally.failures().isEmpty()) {
            AssertionError failed = new AssertionError(tally.failures().size() + " calls failed as they must not");
            tally.failures().stream().limit(5).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    /** Ends the load without judging it, and waits for no call. */
    @Override
    public void close() {
        stopping = true;
    }
}
