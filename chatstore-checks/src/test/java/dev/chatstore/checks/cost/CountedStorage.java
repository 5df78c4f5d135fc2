package dev.chatstore.checks.cost;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.RedisServers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A storage whose network traffic is counted, with a conversation and a session. */
final class CountedStorage implements AutoCloseable {
    /** The size of the text of each message, of random letters, which no compression shortens by much. */
    static final int TEXT_BYTES = 200;

    private static final String PREFIX = "wire";
    private static final ConversationId ID = ConversationId.of("kari");
    private static final SessionKey KEY = SessionKey.of("kari");

    private final SplittableRandom random = new SplittableRandom(1);
    private final FaultProxy store;
    private final FaultProxy cache = FaultProxy.before(RedisServers.shared().port());
    private final ChatStorage storage;
    private final SessionStore<State> sessions;
    private long ids = 1_000_000;

    record State(int count, String text) {
        State next() {
            return new State(count + 1, text);
        }
    }

    CountedStorage(CountedServer server, CacheTiers tiers) {
        RedisServers.shared().clear(PREFIX);
        store = FaultProxy.before(server.port());
        ChatStorageBuilder builder = ChatStorage.builder()
                .url(server.newUrl().apply(store.port()))
                .settings(tiers.settings())
                .set("redis.prefix", PREFIX)
                .set("redis.feed-heartbeat", "1m")
                .set("cleaner.interval", "none")
                // A busy machine must not look like a slow cache, and no entry becomes too old.
                .set("cache.slow", "10s")
                .set("cache.max-staleness", "10m");
        if (tiers.shared()) {
            builder.set("cache.url", CountedServer.redisUrl(cache.port()));
        }
        storage = builder.open();
        sessions = storage.sessions(State.class);
        sessions.getOrCreate(KEY, () -> new State(1_000, text()));
    }

    private String text() {
        return random.ints(TEXT_BYTES, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Appends messages to the conversation. */
    void grow(int messages) {
        storage.chats()
                .append(Append.of(
                        ID,
                        IntStream.range(0, messages)
                                .mapToObj(i -> NewMessage.user(text()))
                                .toList()));
    }

    /** Returns the cost of each operation that a bot calls for a message. */
    Map<String, Cost> costs() {
        Map<String, Cost> costs = new LinkedHashMap<>();
        ChatStore chats = storage.chats();
        costs.put(CostLimits.APPEND, cost(() -> chats.append(ID, NewMessage.user(text()))));
        costs.put(CostLimits.APPEND_WITH_ID, cost(() -> chats.append(ID, withId())));
        costs.put(CostLimits.RECENT_20, cost(() -> chats.recent(ID, 20)));
        costs.put(CostLimits.RECENT_50, cost(() -> chats.recent(ID, 50)));
        costs.put(CostLimits.FIND, cost(() -> chats.find(ID)));
        costs.put(CostLimits.FIND_SESSION, cost(() -> sessions.find(KEY)));
        costs.put(CostLimits.UPDATE_SESSION, cost(() -> sessions.update(KEY, State::next)));
        return costs;
    }

    private NewMessage withId() {
        return NewMessage.user(text()).withId("id " + ids++);
    }

    private Cost cost(Runnable operation) {
        return Cost.of(store, cache, operation);
    }

    @Override
    public void close() {
        storage.close();
        store.close();
        cache.close();
    }
}
