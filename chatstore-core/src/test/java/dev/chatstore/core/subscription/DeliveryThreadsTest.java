package dev.chatstore.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.BackgroundThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that call listeners, of which there are few, and sometimes none can be started. */
@Timeout(60)
class DeliveryThreadsTest {
    private static final int THREADS = 4;

    private final ChatStorage storage = ChatStorage.open("memory:");
    private final ChatStore chats = storage.chats();
    private final AtomicInteger started = new AtomicInteger();
    private final Semaphore allowed = new Semaphore(THREADS);
    private final List<Subscriptions> opened = new ArrayList<>();

    /** Starts as many threads as are allowed, and then fails as the JVM does. */
    private final ThreadFactory factory = work -> {
        if (!allowed.tryAcquire()) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        started.incrementAndGet();
        return BackgroundThreads.named("listener").newThread(work);
    };

    @AfterEach
    void close() {
        opened.forEach(Subscriptions::close);
        storage.close();
    }

    private Subscriptions subscriptions(int threads) {
        Subscriptions subscriptions = new Subscriptions(new ListenerLimits(100, 1 << 20, threads), factory);
        opened.add(subscriptions);
        return subscriptions;
    }

    private Change append(ConversationId id, String text) {
        chats.append(id, NewMessage.user(text));
        return new Change.Appended(id, chats.find(id).orElseThrow().version(), chats.recent(id, 1));
    }

    private static ConversationId id(int number) {
        return ConversationId.of("c" + number);
    }

    @Test
    void whereNoThreadCanBeStartedChangesWaitForOneThatIsFree() {
        allowed.drainPermits();
        allowed.release();
        Subscriptions subscriptions = subscriptions(THREADS);
        RecordingListener slow = new RecordingListener();
        RecordingListener waiting = new RecordingListener();
        subscriptions.subscribe(chats, id(1), slow);
        subscriptions.subscribe(chats, id(2), waiting);
        slow.block();
        subscriptions.changed(append(id(1), "one"));
        subscriptions.changed(append(id(2), "two"));
        subscriptions.changed(append(id(2), "three"));
        assertThat(started).hasValue(1);
        slow.release();
        assertThat(slow.textsUpTo("one")).containsExactly("one");
        assertThat(waiting.textsUpTo("three")).containsExactly("two", "three");
    }

    @Test
    void threadsAreStartedAgainOnceTheyCanBe() {
        allowed.drainPermits();
        allowed.release();
        Subscriptions subscriptions = subscriptions(THREADS);
        RecordingListener slow = new RecordingListener();
        RecordingListener other = new RecordingListener();
        subscriptions.subscribe(chats, id(1), slow);
        subscriptions.subscribe(chats, id(2), other);
        slow.block();
        subscriptions.changed(append(id(1), "one"));
        subscriptions.changed(append(id(2), "two"));
        allowed.release();
        subscriptions.changed(append(id(2), "three"));
        assertThat(other.textsUpTo("three")).containsExactly("two", "three");
        slow.release();
    }

    @Test
    void withoutAnyThreadAListenerIsRefused() {
        allowed.drainPermits();
        Subscriptions subscriptions = subscriptions(THREADS);
        RecordingListener listener = new RecordingListener();
        assertThatThrownBy(() -> subscriptions.subscribe(chats, id(1), listener))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("thread");
        allowed.release();
        subscriptions.subscribe(chats, id(1), listener);
        subscriptions.changed(append(id(1), "one"));
        assertThat(listener.textsUpTo("one")).containsExactly("one");
    }

    @Test
    void aThousandSlowListenersTakeAFewThreads() {
        allowed.release(10_000);
        Subscriptions subscriptions = subscriptions(THREADS);
        List<RecordingListener> listeners =
                IntStream.range(0, 1_000).mapToObj(i -> new RecordingListener()).toList();
        listeners.forEach(RecordingListener::block);
        for (int i = 0; i < listeners.size(); i++) {
            subscriptions.subscribe(chats, id(i), listeners.get(i));
            subscriptions.changed(append(id(i), "text"));
        }
        assertThat(started.get()).isBetween(1, THREADS);
        listeners.forEach(RecordingListener::release);
        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.textsUpTo("text")).hasSize(1));
        assertThat(started.get()).isBetween(1, THREADS);
    }

    /** The last listener is called at once where threads are virtual, and otherwise once the others are done. */
    @Test
    void aThousandSlowListenersOfAStorageTakeAFewThreads() {
        List<RecordingListener> listeners =
                IntStream.range(0, 1_000).mapToObj(i -> new RecordingListener()).toList();
        listeners.forEach(RecordingListener::block);
        for (int i = 0; i < listeners.size(); i++) {
            storage.subscribe(id(i), listeners.get(i));
            append(id(i), "text");
        }
        RecordingListener last = new RecordingListener();
        storage.subscribe(id(1_000), last);
        append(id(1_000), "text");
        boolean virtual = Runtime.version().feature() >= 24;
        if (virtual) {
            assertThat(last.textsUpTo("text")).hasSize(1);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("chatstore-listener"))
                .hasSizeLessThanOrEqualTo(virtual ? 0 : 32);
        listeners.forEach(RecordingListener::release);
        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.textsUpTo("text")).hasSize(1));
        if (!virtual) {
            assertThat(last.textsUpTo("text")).hasSize(1);
        }
    }

    @Test
    void aListenerWithManyChangesLetsOthersHaveTheirTurn() {
        Subscriptions subscriptions = subscriptions(1);
        RecordingListener listener = new RecordingListener();
        subscriptions.subscribe(chats, id(1), listener);
        subscriptions.subscribe(chats, id(2), listener);
        listener.block();
        IntStream.range(0, 50).forEach(i -> subscriptions.changed(append(id(1), "busy")));
        subscriptions.changed(append(id(2), "rare"));
        listener.release();
        assertThat(listener.textsUpTo("rare")).hasSizeLessThan(4);
    }

    @Test
    void aThreadEndsWithTheLastSubscription() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Subscriptions subscriptions = new Subscriptions(new ListenerLimits(100, 1 << 20, 1), work -> {
            Thread thread = factory.newThread(work);
            threads.add(thread);
            return thread;
        });
        opened.add(subscriptions);
        subscriptions.subscribe(chats, id(1), new RecordingListener()).close();
        threads.get(0).join(30_000);
        assertThat(threads).hasSize(1).noneMatch(Thread::isAlive);
    }

    @Test
    void anInterruptThatAListenerLeavesIsGoneForTheNext() {
        Subscriptions subscriptions = subscriptions(1);
        RecordingListener listener = new RecordingListener();
        subscriptions.subscribe(chats, id(1), change -> Thread.currentThread().interrupt());
        subscriptions.subscribe(chats, id(2), change -> {
            if (!Thread.currentThread().isInterrupted()) {
                listener.changed(change);
            }
        });
        subscriptions.changed(append(id(1), "one"));
        subscriptions.changed(append(id(2), "two"));
        assertThat(listener.textsUpTo("two")).containsExactly("two");
    }

    @Test
    void threadsAreVirtualWhereTheJdkHasSuitableOnes() {
        ThreadFactory virtual = BackgroundThreads.virtual("listener");
        assertThat(virtual != null).isEqualTo(Runtime.version().feature() >= 24);
        if (virtual != null) {
            Thread thread = virtual.newThread(() -> {});
            assertThat(thread.getName()).isEqualTo("listener");
            assertThat(thread.toString()).startsWith("VirtualThread");
        }
    }
}
