package dev.chatstore.cli.life;

import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.retention.Hold;
import dev.chatstore.core.retention.Holds;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the holds of a store. */
@Command(
        name = "list",
        description = "Lists the holds of all tenants, the most recently placed first.",
        footer = {"", "Examples:", "  chatstore hold list --store sqlite:bot.db", "  chatstore hold list --json"})
public final class HoldListCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    /** Creates the command. */
    public HoldListCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        List<Hold> holds = new ArrayList<>();
        // One may be on two pages.
        Map<String, CorruptDataException> unreadable = new LinkedHashMap<>();
        try (OpenStore store = options.open()) {
            Page<Hold> page = null;
            do {
                page = Holds.of(store.storage()).list(ConversationQuery.MAX_LIMIT, page == null ? null : page.next());
                holds.addAll(page.items());
                page.unreadable().forEach(error -> unreadable.put(String.valueOf(error.getMessage()), error));
            } while (page.next() != null);
        }
        print(holds, unreadable.size());
        options.noteUnreadable(List.copyOf(unreadable.values()));
        return (unreadable.isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE).number();
    }

    private void print(List<Hold> holds, int unreadable) {
        if (options.isJson()) {
            options.printJson("holds", holds.stream().map(HoldListCommand::of).toList(), "unreadable", unreadable);
            return;
        }
        Table table = new Table("KIND", "TENANT", "ID", "REASON", "BY", "PLACED");
        holds.forEach(hold -> table.row(
                HeldOptions.label(hold.held().kind()),
                hold.held().tenant(),
                hold.held().name(),
                hold.reason(),
                hold.by(),
                hold.placed().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ')));
        options.console().print(table);
    }

    static Map<String, @Nullable Object> of(Hold hold) {
        return JsonOutput.object(
                "kind", HeldOptions.label(hold.held().kind()),
                "tenant", hold.held().tenant(),
                "id", hold.held().name(),
                "reason", hold.reason(),
                "by", hold.by(),
                "placed", hold.placed());
    }
}
