package dev.chatstore.cli.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Console;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
        return OpenStore.open(builder(false), console, whenInterrupted);
    }

    /**
     * Opens the store for a command that may be the first to use it.
     *
     * @throws IOException if the properties cannot be read
     */
    public OpenStore create(Console console, String whenInterrupted) throws IOException {
        return OpenStore.open(builder(true), console, whenInterrupted);
    }

    /** Returns the builder of the store. */
    ChatStorageBuilder builder(boolean creates) throws IOException {
        Properties properties = properties();
        boolean isNamed = url != null
                || settings.containsKey("url")
                || properties.containsKey(PROPERTY)
                || environment.containsKey(VARIABLE);
        if (!isNamed) {
            throw new UsageException("which store? Use --store URL, or set " + PROPERTY
                    + " in the file of --config, or set " + VARIABLE);
        }
        Map<String, String> variables = new HashMap<>(environment);
        if (!creates) {
            variables.putIfAbsent("CHATSTORE_SCHEMA", "validate");
        }
        // A command is over too soon to purge in the background.
        variables.putIfAbsent("CHATSTORE_CLEANER_INTERVAL", "none");
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
