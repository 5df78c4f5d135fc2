package dev.chatstore.cli.command;

import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import picocli.CommandLine.Command;

/** The commands about the shared cache. */
@Command(
        name = "caches",
        description = {
            "Checks and repairs the cache that processes share (cache.url).",
            "Each bot's own cache is in its process, where no command reaches it."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class CachesCommand {
    /** Creates the command. */
    public CachesCommand() {}

    /** Checks that there is a shared cache at all: without one, all of its commands would do nothing and succeed. */
    static void requireCache(OpenStore store) {
        boolean isAlone = store.storage().health().parts().stream()
                .noneMatch(part -> part.name().equals("shared"));
        if (isAlone) {
            throw new UsageException("no shared cache is configured: set cache.url, as the bots have it");
        }
    }
}
