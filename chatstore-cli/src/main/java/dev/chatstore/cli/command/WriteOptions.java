package dev.chatstore.cli.command;

import dev.chatstore.core.dump.Conflict;
import picocli.CommandLine.Option;

/** The options that say what is written where something exists. */
final class WriteOptions {
    @Option(names = "--dry-run", description = "Write nothing: read and compare all, and say what would become of it.")
    private boolean dry;

    @Option(
            names = "--replace",
            description = "Replace what exists and is different. Without it, that is left as it is and listed.")
    private boolean replaces;

    boolean isDry() {
        return dry;
    }

    Conflict conflict() {
        return replaces ? Conflict.REPLACE : Conflict.SKIP;
    }
}
