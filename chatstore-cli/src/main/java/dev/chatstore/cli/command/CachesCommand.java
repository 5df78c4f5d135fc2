package dev.chatstore.cli.command;

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
}
