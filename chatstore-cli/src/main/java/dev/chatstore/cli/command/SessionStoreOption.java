package dev.chatstore.cli.command;

import dev.chatstore.api.SessionStore;
import picocli.CommandLine.Option;

/** The option that names a session store. */
final class SessionStoreOption {
    @Option(
            names = "--session-store",
            paramLabel = "NAME",
            defaultValue = SessionStore.DEFAULT_NAME,
            description = "The name of the session store (default: ${DEFAULT-VALUE}).")
    private String name = SessionStore.DEFAULT_NAME;

    String value() {
        return name;
    }
}
