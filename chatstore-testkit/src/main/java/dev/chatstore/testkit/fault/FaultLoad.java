package dev.chatstore.testkit.fault;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.history.HistoryChecker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Threads that append to and read from some conversations of an open store while a test causes faults. In the end the
 * {@link HistoryChecker} checks the run. Appends have one to three messages, with or without ids, and sometimes an
 * expected version. An append with ids is sent again until its outcome is known. Any error other than a conflict with
 * an expected version, or a retryable {@link dev.chatstore.api.UnavailableException}, fails the load.
 *
 * <p>Used by one thread, which causes the faults.
 */
public final class FaultLoad implements AutoCloseable {
    /** Prefix of the text of every message. */
    public static final String TEXT = "text of writer ";

    static final int CONVERSATIONS = 16;

    private final ChatStore chats;
    private final int writers;
    private final int readers;
    private final HistoryChecker checker = new HistoryChecker();
    private final LoadCounters counters;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private FaultLoad(ChatStore chats, int writers, int readers) {
        this.chats = chats;
        this.writers = writers;
        this.readers = readers;
        counters = new LoadCounters(writers + readers);
    }

    /** Starts that many writers and readers on a store. */
    public static FaultLoad start(ChatStore chats, int writers, int readers) {
        FaultLoad load = new FaultLoad(chats, writers, readers);
        load.startThreads();
        return load;
    }

    static ConversationId conversation(int number) {
        return ConversationId.of("conversation " + number);
    }

    private void startThreads() {
        for (int i = 0; i < writers + readers; i++) {
            LoadThread thread = new LoadThread(i, chats, checker, counters, () -> stopping);
            threads.add(FaultProxy.start("fault-load-" + i, i < writers ? thread::write : thread::read));
        }
    }

    /** Lets reads show what a killed server has lost, as {@link HistoryChecker#showsCommitsBeforeTheyAreDurable} does. */
    void showsCommitsBeforeTheyAreDurable() {
        checker.showsCommitsBeforeTheyAreDurable();
    }

    /** Returns the outcomes of the calls so far. */
    public LoadReport report() {
        return counters.report();
    }

    /** Returns the number of reads that failed because the store was unavailable. */
    public long failedReads() {
        return IntStream.range(writers, writers + readers)
                .mapToLong(counters::failedCalls)
                .sum();
    }

    /**
     * Waits until every writer and every reader succeeds again.
     *
     * @throws AssertionError if one does not within the limit, or the load has failed
     */
    public void awaitSuccessOfAll(Duration limit) {
        await("every thread succeeds", limit, haveRisen(writers + readers, 2, counters::successes));
    }

    /**
     * Waits until every reader succeeds again.
     *
     * @throws AssertionError if one does not within the limit, or the load has failed
     */
    public void awaitSuccessOfReaders(Duration limit) {
        await("every reader succeeds", limit, haveRisen(readers, 2, thread -> counters.successes(writers + thread)));
    }

    /**
     * Waits until a call of every writer has failed because the store is unavailable.
     *
     * @throws AssertionError if one does not within the limit, or the load has failed
     */
    public void awaitFailureOfWriters(Duration limit) {
        await("every writer fails", limit, failureOfWriters());
    }

    /**
     * Returns a condition that becomes true when a call of every writer has failed because the store is unavailable.
     */
    BooleanSupplier failureOfWriters() {
        return haveRisen(writers, 1, counters::failedCalls);
    }

    /**
     * Waits until a call of every writer and every reader has failed because the store is unavailable.
     *
     * @throws AssertionError if one does not within the limit, or the load has failed
     */
    public void awaitFailureOfAll(Duration limit) {
        await("every thread fails", limit, haveRisen(writers + readers, 1, counters::failedCalls));
    }

    /** Returns whether each thread's count has risen, by two if one of the counted calls must begin after now. */
    private static BooleanSupplier haveRisen(int threads, int by, IntToLongFunction count) {
        long[] before = IntStream.range(0, threads).mapToLong(count).toArray();
        return () -> IntStream.range(0, threads).allMatch(thread -> count.applyAsLong(thread) >= before[thread] + by);
    }

    /**
     * Waits until the condition is true.
     *
     * @throws AssertionError if it is not within the limit, or the load has failed
     */
    public void await(String what, Duration limit, BooleanSupplier condition) {
        if (!becomesTrue(limit, condition)) {
            throw new AssertionError("not within " + limit + ": " + what + "; " + report());
        }
    }

    /**
     * Waits until the condition is true, and returns whether it became true within the limit.
     *
     * @throws AssertionError if the load has failed
     */
    public boolean becomesTrue(Duration limit, BooleanSupplier condition) {
        boolean isTrue = Polling.until(limit, () -> {
            throwFailures();
            return condition.getAsBoolean();
        });
        throwFailures();
        return isTrue;
    }

    /**
     * Ends the load and checks the run. The store must be available again.
     *
     * @param limit maximum duration of the calls in progress
     * @return the outcomes of the calls
     * @throws AssertionError if the load has failed, or the store has lost, duplicated or reordered messages
     */
    public LoadReport endAndCheck(Duration limit) {
        stopping = true;
        await("all threads end", limit, () -> threads.stream().noneMatch(Thread::isAlive));
        for (int i = 0; i < CONVERSATIONS; i++) {
            // The server may still execute calls that timed out, which lock the conversation: wait for them.
            checker.append(chats, Append.of(conversation(i), NewMessage.user("the last message")));
        }
        checker.check(chats);
        counters.conflicts().forEach(this::assertAbsent);
        return report();
    }

    /** Asserts that a refused append with ids is not stored. An earlier attempt may have had an unknown outcome. */
    private void assertAbsent(Append refused) {
        String id = refused.messages().get(0).id();
        if (id != null && chats.find(refused.conversation(), id).isPresent()) {
            throw new AssertionError(id + " was refused as a conflict, but is stored");
        }
    }

    private void throwFailures() {
        if (!counters.failures().isEmpty()) {
            AssertionError failed = new AssertionError(counters.failures().size() + " calls failed unexpectedly");
            counters.failures().stream().limit(5).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    /** Ends the load without checking it, and without waiting for calls. */
    @Override
    public void close() {
        stopping = true;
    }
}
