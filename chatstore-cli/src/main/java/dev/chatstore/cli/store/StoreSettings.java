package dev.chatstore.cli.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one store, from the options of a command line, a file and the environment, in this order.
 *
 * @param url the URL that was given by an option of its own, or null
 * @param config the properties file, or null
 * @param settings the settings that were given one by one
 * @param environment the variables
 */
record StoreSettings(
        @Nullable String url, @Nullable Path config, Map<String, String> settings, Map<String, String> environment) {
    static final String PROPERTY = "chatstore.url";
    static final String VARIABLE = "CHATSTORE_URL";
    static final String SCHEMA = "schema";

    /** For commands that create nothing. */
    static final Map<String, String> EXISTING = Map.of(SCHEMA, "validate");

    /**
     * Returns the builder of the store. The passwords of all settings are hidden from now on.
     *
     * @param forced settings that take precedence over the file and the environment, which are those of a bot and not of a
     *     command
     * @param howToName what to do if no URL is given
     */
    ChatStorageBuilder builder(Map<String, String> forced, Secrets secrets, String howToName) throws IOException {
        Properties properties = properties();
        learn(secrets, properties);
        boolean isNamed = url != null
                || settings.containsKey("url")
                || properties.containsKey(PROPERTY)
                || environment.containsKey(VARIABLE);
        if (!isNamed) {
            throw new UsageException(howToName);
        }
        ChatStorageBuilder builder = ChatStorage.builder()
                .environment(environment)
                .properties(properties)
                // What only reads removes nothing, and other commands are over too soon to work in the background.
                .set("cleaner.interval", "none")
                .set("audit.keep", "none")
                .set("backup.every", "none");
        forced.forEach((key, text) -> {
            // A schema that is not looked at (none) has its reason, and creates nothing either.
            if (!key.equals(SCHEMA) || !isSchemaIgnored(properties)) {
                builder.set(key, text);
            }
        });
        builder.settings(settings);
        return url == null ? builder : builder.url(url);
    }

    /**
     * Returns the builder of the store for a dry run: of the one that exists, in which nothing is created or migrated, or of an
     * empty one in memory in the place of one that does not exist.
     */
    ChatStorageBuilder dryRunBuilder(Secrets secrets, String howToName) throws IOException {
        ChatStorageBuilder builder = builder(EXISTING, secrets, howToName);
        return builder.exists() ? builder : builder.url("memory:").set("cache.url", "");
    }

    private boolean isSchemaIgnored(Properties properties) {
        String schema = properties.getProperty("chatstore.schema", environment.getOrDefault("CHATSTORE_SCHEMA", ""));
        return schema.strip().equals("none");
    }

    private void learn(Secrets secrets, Properties properties) {
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
        return config == null ? new Properties() : PropertiesFile.read(config);
    }
}
