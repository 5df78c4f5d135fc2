package dev.chatstore.cli.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
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

    private static final String SCHEMA = "schema";

    /** For commands that create nothing. */
    static final Map<String, String> EXISTING = Map.of(SCHEMA, "validate");

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
        return OpenStore.open(builder(EXISTING), console, whenInterrupted);
    }

    /**
     * Opens the store as {@link #open} does, and waits for it no longer than a time, unless {@code --set} says so.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore openWithin(Duration timeout, Console console, String whenInterrupted) throws IOException {
        Map<String, String> forced = new HashMap<>(EXISTING);
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
     * Opens the store for a command that may be the first to use it.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore create(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(Map.of()), console, whenInterrupted);
    }

    /**
     * Returns the builder of the store.
     *
     * @param forced settings that take precedence over the file and the environment, which are those of a bot and not of a
     *     command
     */
    ChatStorageBuilder builder(Map<String, String> forced) throws IOException {
        Properties properties = properties();
        learnSecrets(properties);
        boolean isNamed = url != null
                || settings.containsKey("url")
                || properties.containsKey(PROPERTY)
                || environment.containsKey(VARIABLE);
        if (!isNamed) {
            throw new UsageException("which store? Use --store URL, or set " + PROPERTY
                    + " in the file of --config, or set " + VARIABLE);
        }
        ChatStorageBuilder builder = ChatStorage.builder()
                .environment(environment)
                .properties(properties)
                // What only reads removes nothing, and other commands are over too soon to purge in the background.
                .set("cleaner.interval", "none");
        forced.forEach((key, text) -> {
            // A schema that is not looked at (none) has its reason, and creates nothing either.
            if (!key.equals(SCHEMA) || !isSchemaIgnored(properties)) {
                builder.set(key, text);
            }
        });
        builder.settings(settings);
        return url == null ? builder : builder.url(url);
    }

    private boolean isSchemaIgnored(Properties properties) {
        String schema = properties.getProperty("chatstore.schema", environment.getOrDefault("CHATSTORE_SCHEMA", ""));
        return schema.strip().equals("none");
    }

    private void learnSecrets(Properties properties) {
        properties.stringPropertyNames().forEach(name -> secrets.learn(name, properties.getProperty(name)));
        environment.forEach((name, text) -> {
            if (name.startsWith("CHATSTORE_")) {
                secrets.learn(name, text);
            }
        });
        settings.forEach(secrets::learn);
        if (url != null) {
            secrets.learn("url", url);
        }
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        if (config != null) {
            if (Files.isDirectory(config)) {
                throw new UsageException(config + " is a folder; --config takes a properties file");
            }
            try (Reader reader = Files.newBufferedReader(config)) {
                properties.load(reader);
            } catch (CharacterCodingException e) {
                throw new IOException(
                        config + " is not UTF-8 text; convert it, or write \\uXXXX for such characters", e);
            } catch (IllegalArgumentException e) {
                throw new IOException(config + " is not a properties file: it has a malformed \\u escape", e);
            }
        }
        return properties;
    }
}
