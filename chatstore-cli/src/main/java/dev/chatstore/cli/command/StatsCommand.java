package dev.chatstore.cli.command;

import dev.chatstore.api.Conversation;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what is stored. */
@Command(
        name = "stats",
        description = {
            "Counts the conversations, messages, tokens and sessions of a tenant or an owner.",
            "Reads the head of every conversation, and no message."
        },
        footer = {"", "Examples:", "  chatstore stats", "  chatstore stats --owner lucia --json | jq .messages"})
public final class StatsCommand implements Callable<Integer> {
    /** Sums over conversations. */
    private static final class Sums {
        private long conversations;
        private long archived;
        private long messages;
        private long tokens;

        void add(Conversation conversation) {
            conversations++;
            archived += conversation.archived() ? 1 : 0;
            messages += conversation.messageCount();
            tokens += conversation.tokens();
        }
    }

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final SessionStoreOption sessionStore = new SessionStoreOption();

    /** Creates the command. */
    public StatsCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open()) {
            Sums sums = new Sums();
            Pages pages = Pages.of(store.chats(), scope.everyConversation());
            LongSupplier total = () -> store.chats().count(scope.everyConversation());
            try (ProgressDisplay progress = options.progress("stats", total)) {
                pages.forEachWhile(conversation -> {
                    sums.add(conversation);
                    progress.reached(sums.conversations);
                    return true;
                });
            }
            long sessions =
                    store.storage().sessions(sessionStore.value(), Object.class).count(scope.sessions());
            print(sums, sessions, pages);
            return (pages.unreadable().isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private void print(Sums sums, long sessions, Pages pages) {
        if (options.isJson()) {
            options.printJson(
                    "tenant",
                    scope.tenant(),
                    "owner",
                    scope.owner(),
                    "conversations",
                    sums.conversations,
                    "archived",
                    sums.archived,
                    "messages",
                    sums.messages,
                    "tokens",
                    sums.tokens,
                    "sessions",
                    sessions,
                    "sessionStore",
                    sessionStore.value(),
                    "unreadable",
                    Rendering.unreadable(pages.unreadable()));
            return;
        }
        Table table = new Table("CONVERSATIONS", "ARCHIVED", "MESSAGES", "TOKENS", "SESSIONS");
        table.row(
                number(sums.conversations),
                number(sums.archived),
                number(sums.messages),
                number(sums.tokens),
                number(sessions));
        options.console().print(table);
        options.noteUnreadable(pages.unreadable());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
