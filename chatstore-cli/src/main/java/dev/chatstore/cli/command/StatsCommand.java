package dev.chatstore.cli.command;

import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts what is stored. */
@Command(
        name = "stats",
        description = {
            "Counts the conversations, messages, tokens and sessions of a tenant or an owner, exactly;",
            "with --all, tells those of the whole store at a low cost, some of them as estimates (~)."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore stats --owner lucia --json | jq .messages",
            "  chatstore stats --by model --by day --bytes",
            "  chatstore stats --all"
        })
public final class StatsCommand implements Callable<Integer> {
    /** What the numbers of `stats` are divided by. */
    enum GroupingChoice {
        OWNER(Grouping.OWNER),
        MODEL(Grouping.MODEL),
        ROLE(Grouping.ROLE),
        DAY(Grouping.DAY),
        SAID_DAY(Grouping.SAID_DAY);

        private final Grouping grouping;

        GroupingChoice(Grouping grouping) {
            this.grouping = grouping;
        }

        Grouping grouping() {
            return grouping;
        }

        @Override
        public String toString() {
            return Rendering.label(this);
        }
    }

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--all", description = "Of all tenants, at a low cost: numbers may be estimates.")
    private boolean all;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description =
                    "Also divided by: ${COMPLETION-CANDIDATES}. May be repeated. Roles and days read all messages.")
    private List<GroupingChoice> groupings = new ArrayList<>();

    @Option(names = "--bytes", description = "Also sum up the bytes of the texts, which reads all messages.")
    private boolean bytes;

    /** Creates the command. */
    public StatsCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (all && (scope.owner() != null || bytes || !groupings.isEmpty())) {
            throw new UsageException("--all gives numbers of the whole store: neither --owner, --by nor --bytes fits");
        }
        try (OpenStore store = options.open()) {
            if (all) {
                print(store.storage().contents().estimate());
                return ExitCode.OK.number();
            }
            ContentStatistics found;
            try (ProgressDisplay progress =
                    options.progress("stats", () -> store.chats().count(scope.everyConversation()))) {
                found = store.storage().contents().count(query(), progress::reached);
            }
            print(found);
            if (found.unreadable() > 0) {
                options.note("Not, or not wholly, in the numbers, since they cannot be read: " + found.unreadable()
                        + " of the conversations and messages.");
            }
            return (found.unreadable() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private ContentQuery query() {
        String owner = scope.owner();
        ContentQuery query = ContentQuery.ofTenant(scope.tenant());
        ContentQuery owned = owner == null ? query : query.withOwner(owner);
        ContentQuery grouped =
                owned.by(groupings.stream().map(GroupingChoice::grouping).toArray(Grouping[]::new));
        return bytes ? grouped.withTextBytes() : grouped;
    }

    private void print(ContentEstimate estimate) {
        if (options.isJson()) {
            options.printJson(estimate.asMap());
            return;
        }
        Table table = new Table("CONVERSATIONS", "MESSAGES", "TOKENS", "SESSIONS", "STORAGE BYTES");
        table.row(
                number(estimate.conversations()),
                number(estimate.messages()),
                number(estimate.tokens()),
                number(estimate.sessions()),
                number(estimate.storageBytes()));
        options.console().print(table);
    }

    private static String number(@Nullable Figure figure) {
        return figure == null ? "unknown" : (figure.exact() ? "" : "~") + number((Long) figure.value());
    }

    private void print(ContentStatistics found) {
        if (options.isJson()) {
            options.printJson(new LinkedHashMap<>(found.asMap()));
            return;
        }
        Table table = new Table("CONVERSATIONS", "ARCHIVED", "MESSAGES", "TOKENS", "SESSIONS", "TEXT BYTES");
        table.row(
                number((Long) found.conversations()),
                number((Long) found.archived()),
                number((Long) found.messages()),
                number((Long) found.tokens()),
                number((Long) found.sessions()),
                number(found.textBytes()));
        options.console().print(table);
        found.breakdowns().forEach(this::print);
    }

    private void print(Grouping grouping, Breakdown breakdown) {
        Table table = new Table(
                Rendering.label(grouping).toUpperCase(Locale.ROOT),
                "CONVERSATIONS",
                "MESSAGES",
                "TOKENS",
                "TEXT BYTES");
        breakdown.groups().forEach(group -> row(table, group.key() == null ? "(none)" : group.key(), group));
        ContentGroup others = breakdown.others();
        if (others != null) {
            row(table, "(others)", others);
        }
        options.print("");
        options.console().print(table);
    }

    private static void row(Table table, String key, ContentGroup group) {
        table.row(
                key,
                number((Long) group.conversations()),
                number((Long) group.messages()),
                number((Long) group.tokens()),
                number(group.textBytes()));
    }

    private static String number(@Nullable Long number) {
        return number == null ? "" : String.format(Locale.ROOT, "%,d", number);
    }
}
