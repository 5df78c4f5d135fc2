package dev.chatstore;

import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.Subscription;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.contents.BackendContents;
import dev.chatstore.core.contents.ContentRefresh;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.StorageStatistics;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionSettings;
import dev.chatstore.core.subscription.Subscriptions;
import dev.chatstore.core.tier.TieredBackend;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The entry point: opens a storage by its URL and settings. The URL's scheme names the backend, whose artifact must be
 * on the class path; nothing else changes from one backend to another.
 *
 * <pre>{@code
 * try (ChatStorage storage = ChatStorage.open("sqlite:bot.db")) {
 *     ConversationId id = ConversationId.of("kari");
 *     storage.chats().append(id, NewMessage.user("Two tickets to Oslo, please"));
 *     List<Message> history = storage.chats().recent(id, 20);
 * }
 * }</pre>
 *
 * <p>A program opens a storage once, shares it among all threads, and closes it at the end.
 */
public final class ChatStorage implements Storage, Contents.Holder {
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(1);

    private final TieredBackend backend;
    private final OpenGate gate;
    private final ChatStore chats;
    private final SessionStores sessions;
    private final Subscriptions subscriptions;
    private final @Nullable Cleaner cleaner;
    private final HealthCheck health;
    private final Contents contents;
    private final @Nullable ContentRefresh refresh;
    private final Retention retention;
    private final @Nullable RetentionRuns retentionRuns;

    // Seven parameters: the parts that the builder puts together.
    ChatStorage(
            TieredBackend backend,
            OpenGate gate,
            ChatStore chats,
            SessionStores sessions,
            Subscriptions subscriptions,
            @Nullable Cleaner cleaner,
            Settings settings) {
        this.backend = backend;
        this.gate = gate;
        this.chats = chats;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.cleaner = cleaner;
        this.health = new HealthCheck(backend);
        this.contents = new BackendContents(backend, gate);
        this.retention = Retention.of(this)
                .withPolicies(RetentionSettings.policies(settings))
                .inBatchesOf(settings.get(RetentionSettings.BATCH));
        this.refresh = settings.get(CommonSettings.CONTENTS_INTERVAL)
                .map(interval -> new ContentRefresh(contents, interval))
                .orElse(null);
        this.retentionRuns = settings.get(RetentionSettings.INTERVAL)
                .map(interval -> new RetentionRuns(retention, interval))
                .orElse(null);
    }

    /**
     * Opens the storage at a URL, with the defaults of all settings.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL is malformed, or the backend of its scheme is missing
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public static ChatStorage open(String url) {
        return builder().url(url).open();
    }

    /**
     * Opens the storage that properties describe: those whose names begin with {@code chatstore.}, of which {@code
     * chatstore.url} is required. Other properties are ignored.
     *
     * @throws dev.chatstore.api.InvalidInputException if a property is unknown, malformed or out of its range
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public static ChatStorage open(Properties properties) {
        return builder().properties(properties).open();
    }

    /**
     * Opens the storage that the environment describes: the variables whose names begin with {@code CHATSTORE_}, of
     * which {@code CHATSTORE_URL} is required. Variables that Kubernetes sets for a service of that name are ignored.
     *
     * @throws dev.chatstore.api.InvalidInputException if a variable is unknown, malformed or out of its range
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public static ChatStorage fromEnvironment() {
        return builder().environment(System.getenv()).open();
    }

    /** Returns a builder, for everything that a URL cannot say. */
    public static ChatStorageBuilder builder() {
        return new ChatStorageBuilder();
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public <S> SessionStore<S> sessions(String name, Class<S> type) {
        return sessions.store(name, type);
    }

    @Override
    public Subscription subscribe(ConversationId conversation, ChangeListener listener) {
        gate.checkOpen();
        Arguments.required("conversation", conversation);
        Arguments.required("listener", listener);
        return gate.call(() -> subscriptions.subscribe(backend.chats().latest(), conversation, listener));
    }

    @Override
    public Subscription subscribeTenant(String tenant, ChangeListener listener) {
        gate.checkOpen();
        // A query has the same rule for its tenant.
        String checked = ConversationQuery.ofTenant(tenant).tenant();
        Arguments.required("listener", listener);
        return gate.call(() -> subscriptions.subscribeTenant(backend.chats().latest(), checked, listener));
    }

    /** Returns the operator's view of the caches, always the same. Without caches its methods do nothing. */
    public Caches caches() {
        return backend.caches();
    }

    /** Returns the counts of what the durable store holds: exact ones of a tenant or an owner, and estimates of everything. */
    @Override
    public Contents contents() {
        return contents;
    }

    /**
     * Returns the retention of this storage with the policies of its settings, always the same. It runs in the background if
     * {@code retention.interval} is set, and otherwise when it is called.
     */
    public Retention retention() {
        return retention;
    }

    /**
     * Returns the current health of the tiers within one second, as {@link #health(Duration)} does.
     *
     * @throws dev.chatstore.api.ClosedException if the storage is closed
     */
    public Health health() {
        return health(HEALTH_TIMEOUT);
    }

    /**
     * Returns the current health of the tiers. All are asked at the same time; one that does not answer in time, because
     * it or the network hangs, is reported as such. Calls that come meanwhile wait for the same answer.
     *
     * <p>Cost: one statement, which reads a conversation that does not exist, and one call of the shared cache, if there
     * is one and its calls are not suspended.
     *
     * @param timeout maximum time to wait for answers, 1 ms to 1 h
     * @throws dev.chatstore.api.InvalidInputException if the time is shorter or longer
     * @throws dev.chatstore.api.ClosedException if the storage is closed
     */
    public Health health(Duration timeout) {
        gate.checkOpen();
        Arguments.required("timeout", timeout);
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidInputException("timeout", "must be 1 ms to 1 h", 0);
        }
        return health.check(timeout);
    }

    /**
     * Returns the counts of the storage so far, the current use of its connection pools, the latest estimate of what the
     * durable store holds if {@code metrics.contents-interval} is set, and what the background runs of retention have done if
     * {@code retention.interval} is set. It calls no server.
     */
    public StorageStatistics statistics() {
        return new StorageStatistics(
                caches().statistics(),
                backend.pools(),
                refresh == null ? null : refresh.latest(),
                retentionRuns == null ? null : retentionRuns.statistics());
    }

    @Override
    public void close() {
        if (retentionRuns != null) {
            // Before the gate waits for the calls that are running.
            retentionRuns.close();
        }
        if (gate.close()) {
            try (backend;
                    subscriptions) {
                if (refresh != null) {
                    refresh.close();
                }
                if (cleaner != null) {
                    cleaner.close();
                }
            }
        }
    }
}
