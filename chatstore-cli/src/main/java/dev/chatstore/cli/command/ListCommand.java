package dev.chatstore.cli.command;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.Page;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
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
    /** The time that orders the list. */
    enum ListOrder {
        CREATED(Order.CREATED),
        ACTIVITY(Order.LAST_ACTIVITY);

        private final Order order;

        ListOrder(Order order) {
            this.order = order;
        }

        @Override
        public String toString() {
            return Rendering.label(this);
        }
    }

    /** The conversations to list, by their archived flag. */
    enum ArchivedChoice {
        EXCLUDED(Archived.EXCLUDED),
        ONLY(Archived.ONLY),
        INCLUDED(Archived.INCLUDED);

        private final Archived archived;

        ArchivedChoice(Archived archived) {
            this.archived = archived;
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

    @Mixin
    private final Paging paging = new Paging();

    @Option(
            names = "--archived",
            paramLabel = "WHICH",
            defaultValue = "excluded",
            description = "Archived conversations: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ArchivedChoice archived = ArchivedChoice.EXCLUDED;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "created",
            description = "By which time: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ListOrder order = ListOrder.CREATED;

    /** Creates the command. */
    public ListCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        ConversationQuery query = scope.conversations()
                .withArchived(archived.archived)
                .withOrder(order.order)
                .withLimit(paging.limit())
                .from(paging.cursor());
        try (OpenStore store = options.open()) {
            Page<Conversation> page = store.chats().list(query);
            if (options.isJson()) {
                options.printJson(
                        "conversations",
                                page.items().stream().map(Rendering::of).toList(),
                        "next", page.next(),
                        "unreadable", Rendering.unreadable(page.unreadable()));
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
                    Rendering.time(conversation.lastActivity()),
                    Rendering.text(conversation.profile().owner()),
                    Rendering.text(conversation.profile().title()));
        }
        options.console().print(table);
        options.noteUnreadable(page.unreadable());
        paging.printNext(options, page.next());
    }
}
