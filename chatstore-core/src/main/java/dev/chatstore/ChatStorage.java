package dev.chatstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.StorageStatistics;
import dev.chatstore.core.subscription.Subscriptions;
import dev.chatstore.core.tier.Tiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens stores by configuration. The URL's scheme names the backend, whose artifact must be on the class path; nothing
 * else changes from one backend to the other.
 *
 * <pre>{@code
 * try (ChatStorage storage = ChatStorage.open("sqlite:bot.db")) {
 *     ConversationId id = ConversationId.of("kari");
 *     storage.chats().append(id, NewMessage.user("Two tickets to Oslo, please"));
 *     List<Message> history = storage.chats().recent(id, 20);
 * }
 * }</pre>
 *
 * <p>A storage is made to be opened once, shared by all threads, and closed at the end.
 */
public final class ChatStorage implements Storage {
    private static final ConversationId PROBE = ConversationId.of("dev.chatstore", "health");

    private final Backend backend;
    private final OpenGate gate;
    private final ChatStore chats;
    private final Function<Class<?>, SessionStore<?>> newSessionStore;
    private final Map<Class<?>, SessionStore<?>> sessions = new ConcurrentHashMap<>();
    private final @Nullable Cleaner cleaner;
    private final @Nullable Tiers tiers;
    private final Subscriptions live;

    ChatStorage(
            Composition composition,
            Limits limits,
            SessionSupport support,
            ObjectMapper mapper,
            @Nullable Cleaner cleaner) {
        this.backend = composition.backend();
        this.tiers = composition.tiers();
        this.live = composition.live();
        this.gate = support.gate();
        this.chats = new LimitedChatStore(composition.backend().chats(), limits, gate);
        this.newSessionStore = type -> new JacksonSessionStore<>(support, mapper, type);
        this.cleaner = cleaner;
    }

    /**
     * Returns the storage at a URL, with defaults for all else.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL names no backend that is there
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public static ChatStorage open(String url) {
        return builder().url(url).open();
    }

    /**
     * Returns the storage that properties describe: those whose names begin with {@code chatstore.}, of which {@code
     * chatstore.url} must be there. Others are passed over.
     *
     * @throws dev.chatstore.api.InvalidInputException if a property is unknown or out of its range
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public static ChatStorage open(Properties properties) {
        Map<String, String> texts = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
        return builder().settings(Configuration.ofProperties(texts)).open();
    }

    /**
     * Returns the storage that the environment describes: the variables whose names begin with {@code CHATSTORE_}, of
     * which {@code CHATSTORE_URL} must be there.
     *
     * @throws dev.chatstore.api.InvalidInputException if a variable is unknown or out of its range
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public static ChatStorage fromEnvironment() {
        return builder().settings(Configuration.ofEnvironment(System.getenv())).open();
    }

    /** Returns a builder, for what a URL and settings cannot say. */
    public static ChatStorageBuilder builder() {
        return new ChatStorageBuilder();
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    @SuppressWarnings("unchecked") // a store under a type was made for that type
    public <S> SessionStore<S> sessions(Class<S> type) {
        return (SessionStore<S>) sessions.computeIfAbsent(type, newSessionStore);
    }

    @Override
    public Subscription subscribe(ConversationId conversation, ChangeListener listener) {
        gate.checkOpen();
        return live.subscribe(backend.chats().latest(), conversation, listener);
    }

    @Override
    public Subscription subscribe(String tenant, ChangeListener listener) {
        gate.checkOpen();
        String name = new ConversationId(tenant, "any").tenant();
        return live.subscribe(backend.chats().latest(), name, listener);
    }

    /** Returns what an operator may do with the caches, always the same. Where there are none, nothing happens. */
    public Caches caches() {
        return tiers == null ? Tiers.none() : tiers;
    }

    /**
     * Returns how the tiers are at this moment.
     *
     * <p>Cost: one statement, which asks the durable store for a conversation that is not there; while the shared cache is
     * in trouble also one call of that, which finds out whether it is back.
     *
     * @throws dev.chatstore.api.ClosedException if the storage is closed
     */
    public Health health() {
        gate.checkOpen();
        List<Health.Part> parts = new ArrayList<>();
        parts.add(durableHealth());
        if (tiers != null) {
            parts.addAll(tiers.health());
        }
        return new Health(parts);
    }

    /** Returns what the storage has done so far and how its pools are used. It asks no server. */
    public StorageStatistics statistics() {
        return new StorageStatistics(caches().statistics(), backend.pools());
    }

    private Health.Part durableHealth() {
        try {
            backend.chats().latest().find(PROBE);
            return new Health.Part("durable", Health.State.UP, null);
        } catch (ChatStoreException e) {
            return new Health.Part("durable", Health.State.DOWN, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (gate.close()) {
            if (cleaner != null) {
                cleaner.close();
            }
            live.close();
            backend.close();
        }
    }
}
