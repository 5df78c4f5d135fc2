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
 * Who listens to what. A change is only put into the queues of those that it is for; their listeners are called by
 * threads that come and go with the work.
 */
public final class Subscriptions implements ChangeFeed.Receiver, AutoCloseable {
    private final Map<ConversationId, List<SubscriptionQueue>> conversations = new ConcurrentHashMap<>();
    private final Map<String, List<SubscriptionQueue>> tenants = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final int queue;

    /**
     * Makes one to which nobody listens.
     *
     * @param queue how many changes wait for one listener at most
     */
    public Subscriptions(int queue) {
        this.queue = queue;
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "chatstore-listener");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Lets a listener listen to a conversation.
     *
     * @param store what is read where changes were missed; it answers with what is committed, never from a cache
     */
    public Subscription subscribe(ChatStore store, ConversationId id, ChangeListener listener) {
        ListenerPosition seen = new ListenerPosition(store, id);
        SubscriptionQueue listening =
                new SubscriptionQueue(new ConversationDelivery(seen, new SafeListener(listener)), queue, threads);
        Subscription subscription = add(conversations, id, listening);
        try {
            // After it began to listen: what is committed meanwhile waits in the queue and is known to be old or new.
            seen.begin();
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        listening.start();
        return subscription;
    }

    /** Lets a listener listen to all conversations of a tenant. */
    public Subscription subscribeTenant(ChatStore store, String tenant, ChangeListener listener) {
        SubscriptionQueue listening =
                new SubscriptionQueue(new TenantDelivery(store, tenant, new SafeListener(listener)), queue, threads);
        Subscription subscription = add(tenants, tenant, listening);
        listening.start();
        return subscription;
    }

    private static <K> Subscription add(Map<K, List<SubscriptionQueue>> all, K key, SubscriptionQueue listening) {
        all.compute(key, (same, there) -> {
            List<SubscriptionQueue> listeners = there == null ? new CopyOnWriteArrayList<>() : there;
            listeners.add(listening);
            return listeners;
        });
        return () -> {
            listening.close();
            all.computeIfPresent(key, (same, there) -> {
                there.remove(listening);
                return there.isEmpty() ? null : there;
            });
        };
    }

    /** Takes a change that was committed, by whichever process. */
    @Override
    public void changed(Change change) {
        conversations.getOrDefault(change.conversation(), List.of()).forEach(listening -> listening.add(change));
        tenants.getOrDefault(change.conversation().tenant(), List.of()).forEach(listening -> listening.add(change));
    }

    /** Takes note that something about a conversation was changed, without being told what. */
    @Override
    public void missed(ConversationId conversation) {
        conversations.getOrDefault(conversation, List.of()).forEach(SubscriptionQueue::miss);
        tenants.getOrDefault(conversation.tenant(), List.of()).forEach(SubscriptionQueue::miss);
    }

    /** Takes note that changes of other processes may have been lost. */
    @Override
    public void gap() {
        forEach(SubscriptionQueue::miss);
    }

    private void forEach(Consumer<SubscriptionQueue> action) {
        conversations.values().forEach(listeners -> listeners.forEach(action));
        tenants.values().forEach(listeners -> listeners.forEach(action));
    }

    /** Ends all subscriptions. */
    @Override
    public void close() {
        forEach(SubscriptionQueue::close);
        threads.shutdown();
    }
}
