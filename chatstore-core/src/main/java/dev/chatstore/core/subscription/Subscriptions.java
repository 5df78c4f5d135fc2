package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.spi.ChangeFeed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The subscriptions of one storage. A committed change is only added to the queues of its subscriptions; daemon
 * threads, which exist while there is work, call the listeners. Safe for use by several threads.
 */
public final class Subscriptions implements ChangeFeed.Receiver, AutoCloseable {
    private final Map<ConversationId, List<SubscriptionQueue>> conversations = new ConcurrentHashMap<>();
    private final Map<String, List<SubscriptionQueue>> tenants = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final int max;

    /**
     * Creates the storage's subscriptions, none at first.
     *
     * @param max maximum number of changes that are queued for one listener
     */
    public Subscriptions(int max) {
        this.max = max;
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "chatstore-listener");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Subscribes a listener to a conversation.
     *
     * @param store the store from which missed changes are read; it returns what is committed, never from a cache
     */
    public Subscription subscribe(ChatStore store, ConversationId id, ChangeListener listener) {
        ListenerPosition position = new ListenerPosition(store, id);
        SubscriptionQueue queue =
                new SubscriptionQueue(new ConversationDelivery(position, new SafeListener(listener)), max, threads);
        Subscription subscription = add(conversations, id, queue);
        try {
            // After the queue was added: the version of a change that is committed meanwhile shows whether it is
            // included.
            position.begin();
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        queue.start();
        return subscription;
    }

    /** Subscribes a listener to all conversations of a tenant. */
    public Subscription subscribe(ChatStore store, String tenant, ChangeListener listener) {
        SubscriptionQueue queue =
                new SubscriptionQueue(new TenantDelivery(store, tenant, new SafeListener(listener)), max, threads);
        Subscription subscription = add(tenants, tenant, queue);
        queue.start();
        return subscription;
    }

    private static <K> Subscription add(Map<K, List<SubscriptionQueue>> all, K key, SubscriptionQueue queue) {
        all.compute(key, (same, existing) -> {
            List<SubscriptionQueue> queues = existing == null ? new CopyOnWriteArrayList<>() : existing;
            queues.add(queue);
            return queues;
        });
        return () -> {
            queue.close();
            all.computeIfPresent(key, (same, queues) -> {
                queues.remove(queue);
                return queues.isEmpty() ? null : queues;
            });
        };
    }

    /** Queues a change that this or another process committed. */
    @Override
    public void changed(Change change) {
        conversations.getOrDefault(change.conversation(), List.of()).forEach(queue -> queue.add(change));
        tenants.getOrDefault(change.conversation().tenant(), List.of()).forEach(queue -> queue.add(change));
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

    /** Ends all subscriptions. */
    @Override
    public void close() {
        forEach(SubscriptionQueue::close);
        threads.shutdown();
    }
}
