package dev.chatstore.core;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what a storage is opened with. Not safe for use by several threads. */
public final class ChatStorageBuilder {
    private final Map<String, String> texts = new TreeMap<>();
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable ObjectMapper mapper;
    private @Nullable BackendProvider provider;

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
        Settings settings = Configuration.check(given, chosen);
        Backend backend = chosen.open(new BackendContext(parsed, settings, clock, random));
        Limits limits = new Limits(settings);
        SessionSupport sessions = new SessionSupport(
                backend.sessions(),
                limits,
                new Lifecycle(),
                settings.get(CommonSettings.SESSION_TTL).orElse(null),
                settings.get(CommonSettings.SESSION_RETRIES),
                new Backoff(settings.get(CommonSettings.SESSION_BACKOFF), random));
        Cleaner cleaner = settings.get(CommonSettings.CLEANER_INTERVAL)
                .map(interval -> new Cleaner(backend, interval, settings.get(CommonSettings.CLEANER_BATCH)))
                .orElse(null);
        return new ChatStorage(backend, limits, sessions, mapper == null ? defaultMapper() : mapper, cleaner);
    }

    private static ObjectMapper defaultMapper() {
        return JsonMapper.builder()
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }
}
