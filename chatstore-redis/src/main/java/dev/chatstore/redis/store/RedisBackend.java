package dev.chatstore.redis.store;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.backend.StoreIdentity;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.ServerInfo;
import dev.chatstore.redis.client.ServerName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/** Redis as the primary store. */
public final class RedisBackend implements Backend {
    private final RedisCalls calls;
    private final Keys keys;
    private final RandomGenerator random;
    private final Runnable onClose;
    private final ChatStore chats;
    private final ConversationLoader loader;
    private final OldMessages oldMessages;
    private final RedisMessages messages;
    private final SessionBackend sessions;
    private final SessionSweeper sweeper;
    private final StoreContext store;
    private final SessionLists lists;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Creates the backend.
     *
     * @param onClose closes the client, unless it is the caller's own
     */
    public RedisBackend(RedisCalls calls, Keys keys, BackendContext context, Runnable onClose) {
        this.calls = calls;
        this.onClose = onClose;
        this.keys = keys;
        this.random = context.random();
        store = new StoreContext(calls, keys, context);
        chats = new RedisChatStore(store);
        loader = new RedisLoader(store);
        oldMessages = new RedisOldMessages(store);
        messages = new RedisMessages(store);
        lists = new SessionLists(store);
        sessions = new RedisSessionBackend(store, lists);
        sweeper = new SessionSweeper(store, lists);
    }

    /**
     * Checks that servers can be the only place of their data.
     *
     * @throws UnavailableException if a server is too old, evicts keys, or is one node of a cluster that the client
     *     does not know
     */
    public static void check(List<ServerInfo> nodes, ServerName server, UnifiedJedis client) {
        for (ServerInfo node : nodes) {
            if (!node.isAtLeast(6, 2)) {
                throw unsuitable(
                        server + " has version " + node.field("redis_version") + "; a store needs 6.2 or newer");
            }
            String policy = node.field("maxmemory_policy");
            if (!policy.isEmpty() && !policy.equals("noeviction")) {
                throw unsuitable(server + " evicts keys when its memory is full; set its maxmemory-policy to noeviction"
                        + " (maxmemory-policy is " + policy + ")");
            }
            if (!(client instanceof RedisClusterClient)
                    && node.field("cluster_enabled").equals("1")) {
                throw unsuitable(
                        server + " is one node of a cluster; set redis.mode to cluster, or name several nodes");
            }
        }
    }

    private static UnavailableException unsuitable(String message) {
        return UnavailableException.notDone(message, false, null);
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public ConversationLoader loader() {
        return loader;
    }

    @Override
    public OldMessages oldMessages() {
        return oldMessages;
    }

    @Override
    public MessageErasure messageErasure() {
        return messages;
    }

    @Override
    public ContentReader contents() {
        return new RedisContents(store, lists, ContentReader.reading(chats, sessions));
    }

    @Override
    public SessionBackend sessions() {
        return sessions;
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        return new RedisSnapshot(store, lists, sessions, scope);
    }

    @Override
    public String identity() {
        byte[] found = calls.call(Commands.get(keys.identity()));
        if (found == null) {
            byte[] chosen = StoreIdentity.random(random).getBytes(StandardCharsets.US_ASCII);
            calls.call(Commands.setnx(keys.identity(), chosen));
            // Another process may have been first.
            found = calls.call(Commands.get(keys.identity()));
        }
        return new String(found, StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<String> findIdentity() {
        return Optional.ofNullable(calls.call(Commands.get(keys.identity())))
                .map(found -> new String(found, StandardCharsets.US_ASCII));
    }

    /** Removes sessions that are gone from the lists. Everything else is removed by Redis itself when it expires. */
    @Override
    public int purge(int limit) {
        return sweeper.sweep(limit);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            calls.close();
            onClose.run();
        }
    }
}
