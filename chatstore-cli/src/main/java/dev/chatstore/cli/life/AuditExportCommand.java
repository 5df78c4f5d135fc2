package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.audit.AuditTrail;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes a trail as lines of JSON. */
@Command(
        name = "export",
        description = {
            "Writes an audit trail to the standard output as lines of JSON, the oldest entry first, exactly as they are",
            "kept. In each line, digest is the SHA-256 of the line up to and without ,\"digest\":, and previous is the",
            "digest of the line before."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore audit export --tenant acme",
            "  chatstore audit export --whole-store | jq -r .actor"
        })
public final class AuditExportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TrailOptions trail = new TrailOptions();

    /** Creates the command. */
    public AuditExportCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open("The same command exports all again.")) {
            AuditTrail trails = store.storage().audit();
            OutputStream out = options.console().raw();
            long lines = trails.export(trail.nameIn(trails), out);
            out.flush();
            options.note(lines + " entries exported");
            return ExitCode.OK.number();
        }
    }
}
