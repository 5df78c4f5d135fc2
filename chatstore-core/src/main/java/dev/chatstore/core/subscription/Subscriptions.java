package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.window.HeapSize;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The subscriptions of one storage. A committed change is only added to the queues of its subscriptions; daemon threads
 * call the listeners. Reporting a change throws no exception. Safe for use by several threads.
 */
public final class Subscriptions implements ChangeFeed.Receiver, AutoCloseable {
    private static final String THREAD = "chatstore-listener";

    private final Map<ConversationId, List<SubscriptionQueue>> conversations = new ConcurrentHashMap<>();
    private final Map<String, List<SubscriptionQueue>> tenants = new ConcurrentHashMap<>();
    private final DeliveryThreads threads;
    private final ListenerLimits limits;
    private volatile boolean closed;

    /**
     * Creates the storage's subscriptions, none at first.
     *
     * @param factory makes the threads that call listeners
     */
    public Subscriptions(ListenerLimits limits, ThreadFactory factory) {
        this.limits = limits;
        threads = new DeliveryThreads(factory, limits.threads());
    }

    /**
     * Creates the storage's subscriptions, none at first, with virtual threads where the JDK has suitable ones: these
     * are not limited, since a waiting one takes no thread of the system.
     */
    public static Subscriptions create(ListenerLimits limits) {
        ThreadFactory virtual = BackgroundThreads.virtual(THREAD);
        return virtual == null
                ? new Subscriptions(limits, BackgroundThreads.named(THREAD))
                : new Subscriptions(new ListenerLimits(limits.changes(), limits.bytes(), Integer.MAX_VALUE), virtual);
    }

    /**
     * Subscribes a listener to a conversation.
     *
     * @param store the store from which missed changes are read; it returns what is committed, never from a cache
     */
    public Subscription subscribe(ChatStore store, ConversationId id, ChangeListener listener) {
        ListenerPosition position = new ListenerPosition(store, id);
        // Only then begins the position: the version of a change that is committed meanwhile shows whether it is
        // included.
        return add(conversations, id, new ConversationDelivery(position, new SafeListener(listener)), position::begin);
    }

    /** Subscribes a listener to all conversations of a tenant. */
    public Subscription subscribeTenant(ChatStore store, String tenant, ChangeListener listener) {
        return add(tenants, tenant, new TenantDelivery(store, tenant, new SafeListener(listener)), () -> {});
    }

    private <K> Subscription add(
            Map<K, List<SubscriptionQueue>> all, K key, ChangeDelivery delivery, Runnable beforeStart) {
        SubscriptionQueue queue = new SubscriptionQueue(delivery, limits, threads);
        enter();
        Subscription subscription = () -> remove(all, key, queue);
        boolean started = false;
        try {
            all.compute(key, (same, existing) -> {
                List<SubscriptionQueue> queues = existing == null ? new CopyOnWriteArrayList<>() : existing;
                queues.add(queue);
                return queues;
            });
            beforeStart.run();
            queue.start();
            started = true;
        } finally {
            if (!started || closed) {
                subscription.close();
            }
        }
        checkOpen();
        return subscription;
    }

    private void enter() {
        checkOpen();
        if (!threads.enter()) {
            checkOpen();
            throw UnavailableException.notDone(
                    "no thread could be started for listeners: raise the limit of threads or of memory, and subscribe"
                            + " again",
                    true,
                    null);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new ClosedException();
        }
    }

    private <K> void remove(Map<K, List<SubscriptionQueue>> all, K key, SubscriptionQueue queue) {
        if (queue.close()) {
            all.computeIfPresent(key, (same, queues) -> {
                queues.remove(queue);
                return queues.isEmpty() ? null : queues;
            });
            threads.leave();
        }
    }

    /** Queues a change that this or another process committed. */
    @Override
    public void changed(Change change) {
        List<SubscriptionQueue> ofConversation = conversations.getOrDefault(change.conversation(), List.of());
        List<SubscriptionQueue> ofTenant =
                tenants.getOrDefault(change.conversation().tenant(), List.of());
        if (!ofConversation.isEmpty() || !ofTenant.isEmpty()) {
            long size = HeapSize.of(change);
            ofConversation.forEach(queue -> queue.add(change, size));
            ofTenant.forEach(queue -> queue.add(change, size));
        }
    }

    /** Records that a conversation has changed in an unknown way. */
    @Override
    public void missed(ConversationId conversation) {
        conversations.getOrDefault(conversation, List.of()).forEach(SubscriptionQueue::miss);
        tenants.getOrDefault(conversation.tenant(), List.of()).forEach(SubscriptionQueue::miss);
    }

    /** Records that changes of other processes may have been missed. */
    @Override
    public void gap() {
        forEach(SubscriptionQueue::miss);
    }

    private void forEach(Consumer<SubscriptionQueue> action) {
        conversations.values().forEach(queues -> queues.forEach(action));
        tenants.values().forEach(queues -> queues.forEach(action));
    }

    /** Ends all subscriptions, and refuses further ones. */
    @Override
    public void close() {
        closed = true;
        forEach(SubscriptionQueue::close);
        threads.close();
    }
}
