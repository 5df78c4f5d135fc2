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
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.audit.AuditTrail;
import dev.chatstore.core.audit.store.StorageAudit;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.contents.BackendContents;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.StorageStatistics;
import dev.chatstore.core.pseudonym.GivenIdListener;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.pseudonym.convert.Pseudonymisation;
import dev.chatstore.core.retention.Retention;
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
    private final StorageEdge edge;
    private final OpenGate gate;
    private final StorageAudit audit;
    private final Storage unnamed;
    private final Subscriptions subscriptions;
    private final BackgroundWork work;
    private final HealthCheck health;
    private final Contents contents;
    private final Caches caches;
    private final Retention retention;
    private final @Nullable Pseudonyms converting;

    /**
     * Creates an open storage.
     *
     * @param converting the pseudonyms to which the store is to be converted, or null for a storage that is used
     */
    ChatStorage(
            StorageEdge edge,
            StorageAudit audit,
            Subscriptions subscriptions,
            BackgroundWork work,
            @Nullable Pseudonyms converting) {
        this.backend = edge.backend();
        this.edge = edge;
        this.gate = edge.gate();
        this.audit = audit;
        this.unnamed = new ActingStorage(this, edge.chats(audit), edge.sessions(audit));
        this.subscriptions = subscriptions;
        this.work = work;
        this.health = new HealthCheck(backend);
        this.caches = edge.pseudonyms().around(backend.caches());
        this.contents = new BackendContents(edge.pseudonymous(), gate);
        this.retention = work.retention(this);
        this.converting = converting;
        if (converting == null) {
            work.start(this);
        }
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
        return unnamed.chats();
    }

    @Override
    public <S> SessionStore<S> sessions(String name, Class<S> type) {
        return unnamed.sessions(name, type);
    }

    /**
     * Returns a view of this storage whose calls are recorded in the audit trail as those of an actor, in place of the one that
     * {@code audit.actor} names. It has the same conversations and sessions. Closing it has no effect. If nothing is recorded
     * ({@code audit=off}), it is this storage as it is.
     *
     * @param actor the name of a person or program, such as {@code operator:kari}, 1 to 255 characters
     * @throws InvalidInputException if the name is blank, longer, or not text
     */
    public Storage actingAs(String actor) {
        StorageAudit acting = audit.actingAs(actor);
        return acting.isOn()
                ? new ActingStorage(this, edge.chats(acting), edge.sessions(acting))
                : new ActingStorage(this, chats(), edge.sessions());
    }

    /** Returns the audit trails of the store, which can be read whether or not this storage records. */
    public AuditTrail audit() {
        return audit.trail();
    }

    AuditTrail audit(String actor) {
        return audit.actingAs(actor).trail();
    }

    @Override
    public Subscription subscribe(ConversationId conversation, ChangeListener listener) {
        return unnamed.subscribe(conversation, listener);
    }

    @Override
    public Subscription subscribeTenant(String tenant, ChangeListener listener) {
        return unnamed.subscribeTenant(tenant, listener);
    }

    Subscription subscribeUnrecorded(ConversationId conversation, ChangeListener listener) {
        gate.checkOpen();
        Arguments.required("listener", listener);
        ConversationId stored = edge.pseudonyms().of(conversation);
        ChangeListener named = GivenIdListener.of(conversation, stored, listener);
        return gate.call(() -> subscriptions.subscribe(backend.chats().latest(), stored, named));
    }

    Subscription subscribeTenantUnrecorded(String tenant, ChangeListener listener) {
        gate.checkOpen();
        Arguments.required("listener", listener);
        return gate.call(() -> subscriptions.subscribeTenant(backend.chats().latest(), tenant, listener));
    }

    /** Returns a tenant; a query has the same rule for its own. */
    static String tenant(String tenant) {
        return ConversationQuery.ofTenant(tenant).tenant();
    }

    /** Returns the operator's view of the caches, always the same. Without caches its methods do nothing. */
    public Caches caches() {
        return caches;
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
     * Returns the archive of this storage with the rule of its settings. It runs in the background if {@code archive.interval} is
     * set, and otherwise when it is called.
     *
     * @throws InvalidInputException if the backend has no archive
     */
    public Archive archive() {
        return work.archive(this);
    }

    /**
     * Returns what keeps the ids of the store as pseudonyms by {@code privacy.key}, in place.
     *
     * @throws InvalidInputException unless the storage was opened with {@link ChatStorageBuilder#pseudonymising()} and a key
     */
    public Pseudonymisation pseudonymisation() {
        if (converting == null) {
            throw new InvalidInputException("storage", "must be opened for pseudonymisation alone", 0);
        }
        return Pseudonymisation.of(this, converting);
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
        Health tiers = health.check(timeout);
        Health.Part backups = work.backupHealth();
        return backups == null ? tiers : tiers.with(backups);
    }

    /**
     * Returns the counts of the storage so far, the current use of its connection pools, the latest estimate of what the
     * durable store holds if {@code metrics.contents-interval} is set, what the background runs of retention have done if {@code
     * retention.interval} is set, and those of the archive if {@code archive.interval} is. It calls no server.
     */
    public StorageStatistics statistics() {
        return new StorageStatistics(
                caches().statistics(),
                backend.pools(),
                work.latestContents(),
                work.retention(),
                work.archive(),
                audit.isOn() ? audit.statistics() : null,
                work.backups());
    }

    @Override
    public void close() {
        // Before the gate waits for the calls that are running.
        work.stopRuns();
        if (gate.close()) {
            try (backend;
                    subscriptions) {
                work.close();
            }
        }
    }
}
