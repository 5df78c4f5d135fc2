package dev.chatstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.archive.run.ArchiveSettings;
import dev.chatstore.core.audit.store.AuditSettings;
import dev.chatstore.core.audit.store.StorageAudit;
import dev.chatstore.core.backend.CommitHub;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.cache.CacheSettings;
import dev.chatstore.core.pseudonym.KeyCheck;
import dev.chatstore.core.pseudonym.PrivacySettings;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.subscription.ListenerLimits;
import dev.chatstore.core.subscription.Subscriptions;
import dev.chatstore.core.tier.TieredBackend;
import dev.chatstore.core.tier.Tiers;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the URL, the settings and the parts with which a storage is opened. Not safe for use by several threads. */
public final class ChatStorageBuilder {
    private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofDays(36_500);

    private final GivenSettings given = new GivenSettings();
    private InstantSource clock = InstantSource.system();
    private @Nullable InstantSource expiryClock;
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable ObjectMapper mapper;
    private @Nullable BackendProvider provider;
    private @Nullable SharedCacheProvider cacheProvider;
    private @Nullable SegmentPlaceProvider placeProvider;
    private LongSupplier nanos = System::nanoTime;
    private boolean pseudonymising;

    ChatStorageBuilder() {}

    /** Sets the URL of the data. Required. */
    public ChatStorageBuilder url(String url) {
        return set(CommonSettings.URL, url);
    }

    /**
     * Sets the text of a setting, by its key in the configuration's documentation. A later text replaces an earlier
     * one.
     */
    public ChatStorageBuilder set(String key, String text) {
        given.set(Arguments.required("key", key), Arguments.required(key, text));
        return this;
    }

    /** Sets the texts of settings by their keys, in addition to those already set. */
    public ChatStorageBuilder settings(Map<String, String> settings) {
        Arguments.required("settings", settings).forEach(this::set);
        return this;
    }

    /**
     * Sets the texts of the settings that properties describe: those whose names begin with {@code chatstore.}. Other
     * properties are ignored. Errors name the property.
     */
    public ChatStorageBuilder properties(Properties properties) {
        given.properties(Arguments.required("properties", properties).stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
        return this;
    }

    /**
     * Sets the texts of the settings that environment variables describe: those whose names begin with {@code
     * CHATSTORE_}. Variables that Kubernetes sets for a service of that name are ignored. A setting that is also set by
     * its key or by a property has that text, whichever was set first. Errors name the variable.
     *
     * @param variables the variables, such as {@link System#getenv()}
     */
    public ChatStorageBuilder environment(Map<String, String> variables) {
        given.environment(Arguments.required("variables", variables));
        return this;
    }

    /**
     * Sets the time from the last use until a session of one store expires, as the setting {@code sessions.<name>.ttl} does.
     *
     * @param name the name of the session store
     * @param timeToLive 1 ms to 36,500 days, in whole milliseconds
     * @throws InvalidInputException if the name or the time is not valid
     */
    public ChatStorageBuilder sessionTimeToLive(String name, Duration timeToLive) {
        SessionId.checkName(name);
        String key = "sessions." + name + ".ttl";
        return set(key, millis(key, Arguments.required("timeToLive", timeToLive)) + "ms");
    }

    private static long millis(String key, Duration time) {
        boolean inRange = !time.isNegative() && time.compareTo(LONGEST_TIME_TO_LIVE) <= 0;
        if (!inRange || !time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
            throw new InvalidInputException(key, "must be 1 ms to 36,500 days, in whole milliseconds", 0);
        }
        return time.toMillis();
    }

    /**
     * Sets the clock of the times that are stored with messages, conversations and sessions; by default the system's. It
     * orders nothing but the lists by creation and by last activity, and expires and removes nothing.
     */
    public ChatStorageBuilder clock(InstantSource clock) {
        this.clock = Arguments.required("clock", clock);
        return this;
    }

    /**
     * Sets the clock by which sessions expire and removed data is forgotten, for tests; by default the server's, so that
     * no process with a wrong clock removes what others use. For SQLite and the store in memory that is the system's. All
     * storages of one store must have the same.
     */
    public ChatStorageBuilder expiryClock(InstantSource clock) {
        this.expiryClock = Arguments.required("clock", clock);
        return this;
    }

    /** Sets the source of randomness, which must be safe for use by several threads; by default one per thread. */
    public ChatStorageBuilder random(RandomGenerator random) {
        this.random = Arguments.required("random", random);
        return this;
    }

    /**
     * Sets the mapper that writes the states of sessions as JSON and reads them. By default it uses every Jackson module
     * that the class loader of the library or of a state's type finds, ignores unknown fields, and writes times as text.
     */
    public ChatStorageBuilder mapper(ObjectMapper mapper) {
        this.mapper = Arguments.required("mapper", mapper);
        return this;
    }

    /** Sets the backend's provider, in place of the one that the URL's scheme names. */
    public ChatStorageBuilder backend(BackendProvider provider) {
        this.provider = Arguments.required("provider", provider);
        return this;
    }

    /** Sets the shared cache's provider, in place of the one that the scheme of {@code cache.url} names. */
    public ChatStorageBuilder sharedCache(SharedCacheProvider provider) {
        this.cacheProvider = Arguments.required("provider", provider);
        return this;
    }

    /** Sets the provider of the archive's place, in place of the one that the scheme of {@code archive.url} names. */
    public ChatStorageBuilder archivePlace(SegmentPlaceProvider provider) {
        this.placeProvider = Arguments.required("provider", provider);
        return this;
    }

    /**
     * Sets the time by which cache entries age, in nanoseconds from any origin, never going back; by default the
     * system's.
     */
    public ChatStorageBuilder nanos(LongSupplier nanos) {
        this.nanos = Arguments.required("nanos", nanos);
        return this;
    }

    /**
     * Opens the storage for {@link ChatStorage#pseudonymisation()} alone, whatever keys the store has: ids are taken and returned
     * as they are stored, and nothing runs in the background. Nobody else may use the store meanwhile.
     */
    public ChatStorageBuilder pseudonymising() {
        this.pseudonymising = true;
        return this;
    }

    /**
     * Opens the storage.
     *
     * @throws InvalidInputException if a setting is unknown, malformed or out of its range, the backend of the URL's scheme is
     *     missing, or the store has another {@code privacy.key}
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public ChatStorage open() {
        return withNames(this::openSettings);
    }

    /**
     * Returns whether the store exists: its file, or its tables on a server, of whichever version. Nothing is created or
     * migrated. Redis and a store in memory need neither, and exist always.
     *
     * @throws InvalidInputException as {@link #open} does
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public boolean exists() {
        return withNames(() -> {
            Parts parts = parts();
            return parts.backend.exists(context(parts.url, parts.settings));
        });
    }

    /** Returns what a call returns, whose errors have the names of settings as they were given. */
    private <T> T withNames(Supplier<T> call) {
        try {
            return call.get();
        } catch (InvalidInputException e) {
            String name = given.formOf(e.field()).name(e.field());
            throw name.equals(e.field()) ? e : renamed(e, name);
        }
    }

    /** What the settings name. */
    // Seven components: the store, the cache and the place of the archive, and their settings.
    private record Parts(
            ConnectionUrl url,
            BackendProvider backend,
            @Nullable ConnectionUrl cacheUrl,
            @Nullable SharedCacheProvider cache,
            @Nullable ConnectionUrl placeUrl,
            @Nullable SegmentPlaceProvider place,
            Settings settings) {}

    private Parts parts() {
        Map<String, String> texts = given.texts();
        String text = texts.remove(CommonSettings.URL);
        if (text == null || text.isBlank()) {
            throw new InvalidInputException(CommonSettings.URL, "is required, such as sqlite:bot.db", 0);
        }
        ConnectionUrl url = ConnectionUrl.parse(text.trim());
        BackendProvider backend = provider == null ? Backends.named(url.scheme()) : provider;
        ConnectionUrl cacheUrl = cacheUrl(texts);
        SharedCacheProvider cache = cacheUrl == null ? null : sharedCache(cacheUrl);
        List<Setting<?>> known = new ArrayList<>(backend.settings());
        if (cache != null) {
            known.addAll(cache.settings());
        }
        ConnectionUrl placeUrl = placeUrl(texts);
        SegmentPlaceProvider place = placeUrl == null ? null : place(placeUrl);
        if (place != null) {
            known.addAll(place.settings());
        }
        Settings settings = Configuration.check(texts, known, given::formOf);
        return new Parts(url, backend, cacheUrl, cache, placeUrl, place, settings);
    }

    private ChatStorage openSettings() {
        Parts parts = parts();
        StateMappers mappers = StateMappers.of(mapper);
        CommitHub commits = new CommitHub();
        BackendContext context = context(parts.url, parts.settings).withCommitted(commits);
        SharedCacheProvider cache = parts.cache;
        ConnectionUrl cacheUrl = parts.cacheUrl;
        Function<Backend, @Nullable SharedCache> shared = durable -> cache == null || cacheUrl == null
                ? null
                : ofCache(context(cacheUrl, parts.settings).ofStore(durable.identity()), cache::open);
        SegmentPlaceProvider place = parts.place;
        ConnectionUrl placeUrl = parts.placeUrl;
        Function<Backend, @Nullable SegmentPlace> outside = durable -> place == null || placeUrl == null
                ? null
                : ofPlace(context(placeUrl, parts.settings).ofStore(durable.identity()), place::open);
        Function<Backend, OpenArchive> archive = durable -> OpenArchive.of(durable, context, outside);
        return open(parts.backend, context, archive, shared, commits, mappers);
    }

    private BackendContext context(ConnectionUrl url, Settings settings) {
        return new BackendContext(url, settings, clock, random).withClocks(clock, expiryClock);
    }

    private static @Nullable ConnectionUrl cacheUrl(Map<String, String> texts) {
        String text = Configuration.text(texts, CacheSettings.URL);
        return text.isEmpty() ? null : ofCache(text, ConnectionUrl::parse);
    }

    private static @Nullable ConnectionUrl placeUrl(Map<String, String> texts) {
        return ArchiveSettings.outside(Configuration.text(texts, ArchiveSettings.URL))
                .map(text -> ofPlace(text, ConnectionUrl::parse))
                .orElse(null);
    }

    /** Returns what follows from a part of the cache's URL, whose errors are about {@code cache.url}. */
    private static <T, R> R ofCache(T part, Function<T, R> function) {
        return ofUrl(CacheSettings.URL, part, function);
    }

    /** Returns what follows from a part of the archive's URL, whose errors are about {@code archive.url}. */
    private static <T, R> R ofPlace(T part, Function<T, R> function) {
        return ofUrl(ArchiveSettings.URL, part, function);
    }

    private static <T, R> R ofUrl(Setting<String> setting, T part, Function<T, R> function) {
        try {
            return function.apply(part);
        } catch (InvalidInputException e) {
            throw e.field().equals(CommonSettings.URL) ? renamed(e, setting.key()) : e;
        }
    }

    private static InvalidInputException renamed(InvalidInputException error, String name) {
        InvalidInputException renamed = new InvalidInputException(name, error.rule(), error.length());
        renamed.setStackTrace(error.getStackTrace());
        Arrays.stream(error.getSuppressed()).forEach(renamed::addSuppressed);
        return renamed;
    }

    private SharedCacheProvider sharedCache(ConnectionUrl url) {
        return cacheProvider == null ? Backends.cacheNamed(url.scheme()) : cacheProvider;
    }

    private SegmentPlaceProvider place(ConnectionUrl url) {
        return placeProvider == null ? Backends.placeNamed(url.scheme()) : placeProvider;
    }

    // Six parameters: the parts of a storage.
    private ChatStorage open(
            BackendProvider provider,
            BackendContext context,
            Function<Backend, OpenArchive> archive,
            Function<Backend, @Nullable SharedCache> cache,
            CommitHub commits,
            StateMappers mappers) {
        Backend durable = null;
        SharedCache shared = null;
        try {
            durable = provider.open(context);
            OpenArchive archived = archive.apply(durable);
            durable = archived.backend();
            Pseudonyms pseudonyms = PrivacySettings.of(context.settings());
            if (!pseudonymising) {
                KeyCheck.run(durable, pseudonyms, () -> provider.exists(context));
            }
            shared = cache.apply(durable);
            return storage(archived, shared, commits, context, mappers, pseudonyms);
        } catch (RuntimeException | Error e) {
            if (durable != null) {
                durable.close();
            }
            if (shared != null) {
                shared.close();
            }
            throw e;
        }
    }

    // Six parameters: the parts of a storage.
    private ChatStorage storage(
            OpenArchive archive,
            @Nullable SharedCache shared,
            CommitHub commits,
            BackendContext context,
            StateMappers mappers,
            Pseudonyms given) {
        Settings settings = context.settings();
        Backend durable = archive.backend();
        Pseudonyms pseudonyms = pseudonymising ? Pseudonyms.NONE : given;
        String kind = context.url().scheme();
        Subscriptions subscriptions = Subscriptions.create(new ListenerLimits(
                settings.get(CommonSettings.LISTENER_QUEUE),
                settings.get(CommonSettings.LISTENER_QUEUE_BYTES),
                settings.get(CommonSettings.LISTENER_THREADS)));
        TieredBackend backend =
                new Tiers(settings, expiryClock, nanos, random).around(durable, shared, commits, subscriptions);
        // After the caches, so that a listener which reads finds the change there.
        commits.join(subscriptions::changed);
        OpenGate gate = new OpenGate("the storage");
        Limits limits = new Limits(settings, pseudonyms);
        SessionStores sessions =
                new SessionStores(pseudonyms.around(backend.sessions()), gate, mappers, limits, settings, random);
        StorageAudit audit = StorageAudit.of(
                durable, clock, gate, settings.get(AuditSettings.LEVEL), settings.get(AuditSettings.ACTOR));
        return new ChatStorage(
                new StorageEdge(backend, archive.segments(), kind, limits, gate, sessions, pseudonyms),
                audit,
                subscriptions,
                new BackgroundWork(durable, backend, settings, nanos),
                pseudonymising ? given : null);
    }
}
