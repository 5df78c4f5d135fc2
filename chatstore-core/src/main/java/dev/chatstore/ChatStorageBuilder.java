package dev.chatstore;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstore.api.Change;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.subscription.Subscriptions;
import dev.chatstore.core.tier.CacheSettings;
import dev.chatstore.core.tier.Tiers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what a storage is opened with. Not safe for use by several threads. */
public final class ChatStorageBuilder {
    private final Map<String, String> texts = new TreeMap<>();
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable ObjectMapper mapper;
    private @Nullable BackendProvider provider;
    private @Nullable SharedCacheProvider cacheProvider;
    private LongSupplier nanos = System::nanoTime;

    ChatStorageBuilder() {}

    /** Sets where the data is. Required. */
    public ChatStorageBuilder url(String url) {
        return set(CommonSettings.URL, url);
    }

    /** Sets the text of a setting, by its key as the documentation of the configuration lists it. */
    public ChatStorageBuilder set(String key, String text) {
        texts.put(key, text);
        return this;
    }

    /** Sets the texts of settings by their keys, beside those already set. */
    public ChatStorageBuilder settings(Map<String, String> settings) {
        texts.putAll(settings);
        return this;
    }

    /** Sets the time; by default the system's. It says when something was made and when sessions expire. */
    public ChatStorageBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** Sets the randomness, which many threads use at once; by default each thread has its own. */
    public ChatStorageBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /**
     * Sets how the states of sessions become JSON and come back. By default every Jackson module on the class path is
     * used, unknown fields are passed over, and times are written as text.
     */
    public ChatStorageBuilder mapper(ObjectMapper mapper) {
        this.mapper = mapper;
        return this;
    }

    /** Sets the backend itself, in place of the one that the URL's scheme names. */
    public ChatStorageBuilder backend(BackendProvider provider) {
        this.provider = provider;
        return this;
    }

    /** Sets the shared cache itself, in place of the one that the scheme of {@code cache.url} names. */
    public ChatStorageBuilder sharedCache(SharedCacheProvider provider) {
        this.cacheProvider = provider;
        return this;
    }

    /** Sets the time that caches age by, in nanoseconds from any start, which never goes back; by default the machine's. */
    public ChatStorageBuilder nanos(LongSupplier nanos) {
        this.nanos = nanos;
        return this;
    }

    /**
     * Returns the open storage.
     *
     * @throws InvalidInputException if a setting is unknown or out of its range, or the URL names no backend that is
     *     there
     * @throws dev.chatstore.api.UnavailableException if the backend cannot be reached
     */
    public ChatStorage open() {
        Map<String, String> given = new TreeMap<>(texts);
        String url = given.remove(CommonSettings.URL);
        if (url == null || url.isBlank()) {
            throw new InvalidInputException(CommonSettings.URL, "must say where the data is, as sqlite:bot.db does", 0);
        }
        ConnectionUrl parsed = ConnectionUrl.parse(url);
        BackendProvider chosen = provider == null ? Backends.named(parsed.scheme()) : provider;
        ConnectionUrl cacheUrl = cacheUrl(given);
        SharedCacheProvider chosenCache = cacheUrl == null ? null : sharedCache(cacheUrl);
        List<Setting<?>> known = new ArrayList<>(chosen.settings());
        if (chosenCache != null) {
            known.addAll(chosenCache.settings());
        }
        Settings settings = Configuration.check(given, known);
        Subscriptions live = new Subscriptions(settings.get(CommonSettings.LISTENER_QUEUE));
        if (!Tiers.areWanted(settings)) {
            Backend backend = chosen.open(new BackendContext(parsed, settings, clock, random, live::changed));
            return storage(new Composition(backend, null, live), settings);
        }
        SharedCache shared = chosenCache == null || cacheUrl == null
                ? null
                : chosenCache.open(new BackendContext(cacheUrl, settings, clock, random));
        return tiered(chosen, parsed, new Tiers(new Tiers.Parts(settings, nanos, random, shared, live)), live);
    }

    private ChatStorage tiered(BackendProvider chosen, ConnectionUrl url, Tiers tiers, Subscriptions live) {
        try {
            Consumer<Change> committed = change -> {
                tiers.committed(change);
                live.changed(change);
            };
            Backend durable = chosen.open(new BackendContext(url, tiers.settings(), clock, random, committed));
            return storage(new Composition(tiers.around(durable, clock), tiers, live), tiers.settings());
        } catch (RuntimeException | Error e) {
            tiers.close();
            throw e;
        }
    }

    private static @Nullable ConnectionUrl cacheUrl(Map<String, String> given) {
        String text = Configuration.text(given, CacheSettings.URL);
        return text.isEmpty() ? null : ConnectionUrl.parse(text);
    }

    private SharedCacheProvider sharedCache(ConnectionUrl url) {
        return cacheProvider == null ? Backends.cacheNamed(url.scheme()) : cacheProvider;
    }

    private ChatStorage storage(Composition composition, Settings settings) {
        Backend backend = composition.backend();
        Limits limits = new Limits(settings);
        SessionSupport sessions = new SessionSupport(
                backend.sessions(),
                limits,
                new OpenGate("the storage"),
                settings.get(CommonSettings.SESSION_TTL).orElse(null),
                settings.get(CommonSettings.SESSION_RETRIES),
                new Backoff(settings.get(CommonSettings.SESSION_BACKOFF), random));
        Cleaner cleaner = settings.get(CommonSettings.CLEANER_INTERVAL)
                .map(interval -> new Cleaner(backend, interval, settings.get(CommonSettings.CLEANER_BATCH)))
                .orElse(null);
        return new ChatStorage(composition, limits, sessions, mapper == null ? defaultMapper() : mapper, cleaner);
    }

    private static ObjectMapper defaultMapper() {
        return JsonMapper.builder()
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }
}
