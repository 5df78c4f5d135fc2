package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.audit.AuditFinding;
import dev.chatstore.core.audit.AuditVerification;
import dev.chatstore.core.audit.TrailVerification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies all trails. */
@Command(
        name = "verify",
        description = {
            "Reads all audit trails, and ends with 11 if an entry was changed, removed, inserted or moved.",
            "Keep the digests that it prints elsewhere: --contains shows later whether their entries still exist."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore audit verify",
            "  chatstore audit verify --json | jq -r '.trails[].digest'"
        })
public final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Option(
            names = "--contains",
            paramLabel = "DIGEST",
            description = "The digest of an entry that has to exist. May be repeated.")
    private List<String> digests = new ArrayList<>();

    /** Creates the command. */
    public AuditVerifyCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open()) {
            AuditVerification result = store.storage().audit().verify(Set.copyOf(digests));
            if (options.isJson()) {
                options.printJson(
                        "intact",
                        result.isIntact(),
                        "trails",
                        result.trails().stream().map(AuditVerifyCommand::json).toList(),
                        "lost",
                        result.lost().stream().sorted().toList());
            } else {
                print(result);
            }
            return (result.isIntact() ? ExitCode.OK : ExitCode.DIFFERENT).number();
        }
    }

    private void print(AuditVerification result) {
        Table table = new Table("TRAIL", "FIRST", "ENTRIES", "FINDINGS", "NEWEST DIGEST").keepingFirst();
        for (TrailVerification trail : result.trails()) {
            table.row(
                    trail.trail().name(),
                    Long.toString(trail.first()),
                    Long.toString(trail.entries()),
                    Long.toString(trail.count()),
                    trail.digest());
        }
        options.console().print(table);
        result.trails().forEach(this::print);
        result.lost().stream().sorted().forEach(digest -> options.note("No entry has the digest " + digest));
    }

    private void print(TrailVerification trail) {
        String name = SafeText.line(trail.trail().name());
        trail.findings().forEach(finding -> options.note(name + ": " + finding.summary()));
        if (trail.count() > trail.findings().size()) {
            options.note(name + ": and " + (trail.count() - trail.findings().size()) + " more");
        }
    }

    private static Object json(TrailVerification trail) {
        return JsonOutput.object(
                "name", trail.trail().name(),
                "tenant", trail.trail().tenant(),
                "store", trail.trail().store(),
                "first", trail.first(),
                "entries", trail.entries(),
                "digest", trail.digest(),
                "findings", trail.findings().stream().map(AuditFinding::summary).toList(),
                "count", trail.count());
    }
}
