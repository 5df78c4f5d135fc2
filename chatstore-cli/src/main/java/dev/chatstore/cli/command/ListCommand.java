package dev.chatstore.cli.command;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.Page;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Json;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.OutputOptions;
import dev.chatstore.cli.store.StoreOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists conversations. */
@Command(
        name = "list",
        description = "Lists conversations, the newest first. No message is read.",
        footer = {
            "",
            "Examples:",
            "  chatstore list --store sqlite:bot.db",
            "  chatstore list --owner lucia --order activity --limit 10",
            "  chatstore list --json | jq -r '.conversations[].id'"
        })
public final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOptions store;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final Paging paging = new Paging();

    @Option(
            names = "--archived",
            paramLabel = "WHICH",
            defaultValue = "EXCLUDED",
            description = "Archived conversations: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Archived archived = Archived.EXCLUDED;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "CREATED",
            description = "By which time: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Order order = Order.CREATED;

    /** Creates the command. */
    public ListCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.store = new StoreOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        ConversationQuery query = scope.conversations()
                .withArchived(archived)
                .withOrder(order)
                .withLimit(paging.limit())
                .from(paging.cursor());
        try (OpenStore open = store.open(console, "Nothing was changed.")) {
            Page<Conversation> page = open.chats().list(query);
            if (output.isJson()) {
                output.printJson(
                        console,
                        Json.object(
                                "conversations",
                                        page.items().stream().map(Records::of).toList(),
                                "next", page.next(),
                                "unreadable", Records.unreadable(page.unreadable())));
            } else {
                print(page);
            }
            return (page.unreadable().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private void print(Page<Conversation> page) {
        Table table = new Table("CONVERSATION", "MESSAGES", "LAST ACTIVITY", "OWNER", "TITLE");
        for (Conversation conversation : page.items()) {
            table.row(
                    conversation.id().value(),
                    Long.toString(conversation.messageCount()),
                    Records.time(conversation.lastActivity()),
                    Records.text(conversation.profile().owner()),
                    Records.text(conversation.profile().title()));
        }
        console.print(table);
        page.unreadable().forEach(error -> console.err().println("Unreadable: " + error.getMessage()));
        Paging.printNext(console, page.next());
    }
}
