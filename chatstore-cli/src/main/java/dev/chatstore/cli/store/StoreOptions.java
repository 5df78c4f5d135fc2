package dev.chatstore.cli.store;

import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which store a command works on. An option takes precedence over the file of {@code --config}, and
 * this over the environment.
 */
public final class StoreOptions {
    private static final String WHICH = "which store? Use --store URL, or set " + StoreSettings.PROPERTY
            + " in the file of --config, or set " + StoreSettings.VARIABLE;
    private static final String ACTOR = "audit.actor";
    private static final Duration SHORTEST_CONNECTION = Duration.ofMillis(250);
    private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(10);

    @Option(
            names = {"-s", "--store"},
            paramLabel = "URL",
            description =
                    "URL of the store, such as sqlite:bot.db. Other users of the machine can see a password in it:"
                            + " use --config or CHATSTORE_URL for that.")
    private @Nullable String url;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Properties file with settings named chatstore.*, chatstore.url among them.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "A setting by its key, such as schema=migrate. May be repeated.",
                "Other users of the machine can see a password in it, as in a URL."
            })
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who acts, for the audit trail of a store that has one (default: cli: and the user's name).")
    private String actor = "cli:" + System.getProperty("user.name");

    private final Map<String, String> environment;
    private final Secrets secrets;

    /** Creates the options of a process with an environment, whose passwords are not to be printed. */
    public StoreOptions(Map<String, String> environment, Secrets secrets) {
        this.environment = environment;
        this.secrets = secrets;
    }

    /**
     * Opens the store for a command that only uses what exists: neither a table nor a file is created or migrated, unless
     * {@code --set} says so.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore open(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(StoreSettings.EXISTING), console, whenInterrupted);
    }

    /**
     * Opens the store as {@link #open} does, for a conversion to pseudonyms alone.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore openToPseudonymise(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(StoreSettings.EXISTING).pseudonymising(), console, whenInterrupted);
    }

    /**
     * Opens the store as {@link #open} does, and waits for it no longer than a time, unless {@code --set} says so.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore openWithin(Duration timeout, Console console, String whenInterrupted) throws IOException {
        Map<String, String> forced = new HashMap<>(StoreSettings.EXISTING);
        long millis = Math.min(LONGEST_CONNECTION.toMillis(), timeout.toMillis());
        String connection = Math.max(SHORTEST_CONNECTION.toMillis(), millis) + "ms";
        for (String kind : List.of("database", "redis")) {
            forced.put(kind + ".connection-timeout", connection);
            forced.put(kind + ".retries", "0");
            forced.put(kind + ".timeout", "0ms");
        }
        return OpenStore.open(builder(forced), console, whenInterrupted);
    }

    /**
     * Opens this store, which exists, and another one, for a command that works on both.
     *
     * @param other the other store, which is opened second
     * @throws IOException if the properties cannot be read
     */
    public OpenStore openWith(ChatStorageBuilder other, Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(StoreSettings.EXISTING), other.set(ACTOR, actor), console, whenInterrupted);
    }

    /**
     * Opens the store for a command that may be the first to use it.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore create(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(Map.of()), console, whenInterrupted);
    }

    /**
     * Opens the store for a dry run of a command that may be the first to use it: nothing is created, and a store that does
     * not exist is an empty one.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore openForDryRun(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(given().dryRunBuilder(secrets, WHICH), console, whenInterrupted);
    }

    /** Returns the builder of the store, with settings that take precedence over the file and the environment. */
    ChatStorageBuilder builder(Map<String, String> forced) throws IOException {
        Map<String, String> all = new HashMap<>(forced);
        all.put(ACTOR, actor);
        return given().builder(all, secrets, WHICH);
    }

    private StoreSettings given() {
        return new StoreSettings(url, config, settings, environment);
    }
}
