package dev.chatstore.cli.command;

import dev.chatstore.api.Message;
import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds messages by their text. */
@Command(
        name = "find",
        description = {
            "Finds messages that contain a text, in upper or lower case.",
            "Reads every message of the tenant, the owner or the conversation until enough are found."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore find Oslo --owner lucia",
            "  chatstore find \"two seats\" --conversation telegram-4711 --limit 5"
        })
public final class FindCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    @Parameters(paramLabel = "TEXT", description = "The text to look for.")
    private String text = "";

    @Option(names = "--conversation", paramLabel = "ID", description = "Only messages of this conversation.")
    private @Nullable String conversation;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Number of messages after which to stop (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    /** Creates the command. */
    public FindCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new UsageException("--limit must be at least 1");
        }
        try (OpenStore store = options.open()) {
            TextSearch search = new TextSearch(store.chats(), text, limit);
            if (conversation == null) {
                LongSupplier total = () -> store.chats().count(scope.everyConversation());
                try (ProgressDisplay progress = options.progress("find", total)) {
                    search.searchAll(scope.everyConversation(), progress);
                }
            } else {
                search.search(scope.conversation(conversation));
            }
            print(search);
            return code(search).number();
        }
    }

    private static ExitCode code(TextSearch search) {
        if (!search.unreadable().isEmpty() || search.unreadableMessages() > 0) {
            return ExitCode.INCOMPLETE;
        }
        return search.matches().isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private void print(TextSearch search) {
        if (options.isJson()) {
            List<Map<String, @Nullable Object>> matches = new ArrayList<>();
            search.matches()
                    .forEach(match -> matches.add(JsonOutput.object(
                            "conversation", match.conversation().value(), "message", Rendering.of(match.message()))));
            options.printJson(
                    "matches",
                    matches,
                    "complete",
                    search.isComplete(),
                    "conversations",
                    search.conversations(),
                    "messages",
                    search.messages(),
                    "unreadableMessages",
                    search.unreadableMessages(),
                    "unreadable",
                    Rendering.unreadable(search.unreadable()));
            return;
        }
        Table table = new Table("CONVERSATION", "MESSAGE", "ROLE", "SAID", "TEXT");
        for (TextSearch.Match match : search.matches()) {
            Message message = match.message();
            table.row(
                    match.conversation().value(),
                    "#" + message.sequence(),
                    message.role().label(),
                    Rendering.time(message.said()),
                    search.around(message.text()));
        }
        options.console().print(table);
        options.noteUnreadable(search.unreadable());
        if (search.unreadableMessages() > 0) {
            options.note("Messages with parts that cannot be read: " + search.unreadableMessages() + ".");
        }
        options.note("Read " + Rendering.count(search.messages(), "message") + " of "
                + Rendering.count(search.conversations(), "conversation")
                + (search.isComplete() ? "." : ", until the limit was reached."));
    }
}
