package dev.chatstore.cli.life;

import dev.chatstore.api.Page;
import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.audit.AuditTrail;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists entries of a trail. */
@Command(
        name = "list",
        description = "Lists entries of an audit trail, the newest first.",
        footer = {
            "",
            "Examples:",
            "  chatstore audit list --tenant acme",
            "  chatstore audit list --whole-store --from 2026-11-01T00:00:00Z --oldest-first",
            "  chatstore audit list --json | jq -r '.entries[].actor'"
        })
public final class AuditListCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final TrailOptions trail = new TrailOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "The earliest time of an entry, in ISO 8601.")
    private @Nullable Instant from;

    @Option(names = "--until", paramLabel = "TIME", description = "The time before which an entry was written.")
    private @Nullable Instant until;

    @Option(names = "--oldest-first", description = "The oldest entries first.")
    private boolean isOldestFirst;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum number of rows, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where the page before ended.")
    private @Nullable String cursor;

    /** Creates the command. */
    public AuditListCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open()) {
            AuditTrail trails = store.storage().audit();
            AuditQuery query = AuditQuery.of(trail.nameIn(trails))
                    .between(from, until)
                    .withLimit(limit)
                    .withCursor(cursor);
            Page<AuditEntry> page = trails.entries(isOldestFirst ? query.withOldestFirst() : query);
            if (options.isJson()) {
                options.printJson(
                        "trail",
                        query.trail(),
                        "entries",
                        page.items().stream().map(AuditListCommand::json).toList(),
                        "next",
                        page.next());
            } else {
                print(page);
            }
            return ExitCode.OK.number();
        }
    }

    private void print(Page<AuditEntry> page) {
        Table table = new Table("ENTRY", "TIME", "ACTOR", "ACTION", "STAGE", "ON", "HOW MUCH").keepingFirst();
        for (AuditEntry entry : page.items()) {
            table.row(
                    Long.toString(entry.number()),
                    entry.time().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '),
                    entry.actor(),
                    label(entry.action()),
                    entry.of() == 0 ? label(entry.stage()) : label(entry.stage()) + " " + entry.of(),
                    subject(entry.subject()),
                    amounts(entry.amounts()));
        }
        options.console().print(table);
        if (page.next() != null) {
            options.note("More: --after " + page.next());
        }
    }

    private static String subject(AuditSubject subject) {
        return Stream.of(label(subject.kind()), subject.id(), subject.part())
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
    }

    private static String amounts(Map<String, Long> amounts) {
        return new TreeMap<>(amounts)
                .entrySet().stream()
                        .filter(amount -> amount.getValue() > 0)
                        .map(amount -> amount.getValue() + " " + amount.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Object json(AuditEntry entry) {
        return JsonOutput.object(
                "number", entry.number(),
                "time", entry.time(),
                "actor", entry.actor(),
                "action", label(entry.action()),
                "stage", label(entry.stage()),
                "of", entry.of() == 0 ? null : entry.of(),
                "kind", label(entry.subject().kind()),
                "tenant", entry.subject().tenant(),
                "id", entry.subject().id(),
                "part", entry.subject().part(),
                "amounts", new TreeMap<>(entry.amounts()),
                "detail", entry.detail(),
                "digest", entry.digest());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
