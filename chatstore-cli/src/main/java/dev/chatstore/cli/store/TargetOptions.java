package dev.chatstore.cli.store;

import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which second store a command works on. The environment is about the first one alone. */
public final class TargetOptions {
    private static final String WHICH = "which store is the other one? Use --to URL, or set " + StoreSettings.PROPERTY
            + " in the file of --to-config";

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = {
                "URL of the other store, such as postgresql://bot@db/chat.",
                "Other users of the machine can see a password in it: use --to-config for that."
            })
    private @Nullable String url;

    @Option(
            names = "--to-config",
            paramLabel = "FILE",
            description = "Properties file of the other store, with settings named chatstore.*.")
    private @Nullable Path config;

    @Option(
            names = "--to-set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the other store by its key. May be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Creates the options. */
    public TargetOptions() {}

    /** Returns whether one of the options is given. */
    public boolean isGiven() {
        return url != null || config != null || !settings.isEmpty();
    }

    /**
     * Returns the builder of the other store, for a command that creates it if it does not exist.
     *
     * @throws IOException if the properties cannot be read
     */
    public ChatStorageBuilder toCreate(Secrets secrets) throws IOException {
        return builder(Map.of(), secrets);
    }

    /**
     * Returns the builder of the other store for a dry run: nothing is created, and a store that does not exist is an empty
     * one.
     *
     * @throws IOException if the properties cannot be read
     */
    public ChatStorageBuilder forDryRun(Secrets secrets) throws IOException {
        return given().dryRunBuilder(secrets, WHICH);
    }

    /**
     * Returns the builder of the other store, for a command that only uses what exists.
     *
     * @throws IOException if the properties cannot be read
     */
    public ChatStorageBuilder toUse(Secrets secrets) throws IOException {
        return builder(StoreSettings.EXISTING, secrets);
    }

    private ChatStorageBuilder builder(Map<String, String> forced, Secrets secrets) throws IOException {
        return given().builder(forced, secrets, WHICH);
    }

    private StoreSettings given() {
        return new StoreSettings(url, config, settings, Map.of());
    }
}
