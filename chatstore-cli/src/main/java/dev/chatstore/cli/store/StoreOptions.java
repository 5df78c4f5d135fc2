package dev.chatstore.cli.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Console;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which store a command works on. An option takes precedence over the file of {@code --config}, and
 * this over the environment.
 */
public final class StoreOptions {
    private static final String PROPERTY = "chatstore.url";
    private static final String VARIABLE = "CHATSTORE_URL";
    private static final Duration SHORTEST_CONNECTION = Duration.ofMillis(250);
    private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(10);

    /** For commands that create nothing. */
    static final Map<String, String> EXISTING = Map.of("CHATSTORE_SCHEMA", "validate");

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
            description = "A setting by its key, such as schema=migrate. May be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    private final Map<String, String> environment;

    /** Creates the options of a process with an environment. */
    public StoreOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Opens the store for a command that only uses what exists: neither a table nor a file is created or migrated, unless
     * the settings say so.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore open(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(EXISTING), console, whenInterrupted);
    }

    /**
     * Opens the store as {@link #open} does, and waits for it no longer than a time, unless the settings say so.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore openWithin(Duration timeout, Console console, String whenInterrupted) throws IOException {
        Map<String, String> variables = new HashMap<>(EXISTING);
        long millis = Math.min(LONGEST_CONNECTION.toMillis(), timeout.toMillis());
        String connection = Math.max(SHORTEST_CONNECTION.toMillis(), millis) + "ms";
        for (String kind : List.of("DATABASE", "REDIS")) {
            variables.put("CHATSTORE_" + kind + "_CONNECTION_TIMEOUT", connection);
            variables.put("CHATSTORE_" + kind + "_RETRIES", "0");
            variables.put("CHATSTORE_" + kind + "_TIMEOUT", "0ms");
        }
        return OpenStore.open(builder(variables), console, whenInterrupted);
    }

    /**
     * Opens the store for a command that may be the first to use it.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore create(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(Map.of()), console, whenInterrupted);
    }

    /** Returns the builder of the store, with variables for what the environment leaves open. */
    ChatStorageBuilder builder(Map<String, String> otherwise) throws IOException {
        Properties properties = properties();
        boolean isNamed = url != null
                || settings.containsKey("url")
                || properties.containsKey(PROPERTY)
                || environment.containsKey(VARIABLE);
        if (!isNamed) {
            throw new UsageException("which store? Use --store URL, or set " + PROPERTY
                    + " in the file of --config, or set " + VARIABLE);
        }
        Map<String, String> variables = new HashMap<>(otherwise);
        // A command is over too soon to purge in the background.
        variables.put("CHATSTORE_CLEANER_INTERVAL", "none");
        variables.putAll(environment);
        ChatStorageBuilder builder = ChatStorage.builder()
                .environment(variables)
                .properties(properties)
                .settings(settings);
        return url == null ? builder : builder.url(url);
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        if (config != null) {
            try (Reader reader = Files.newBufferedReader(config)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException(config + " is not a properties file: it has a malformed \\u escape", e);
            }
        }
        return properties;
    }
}
