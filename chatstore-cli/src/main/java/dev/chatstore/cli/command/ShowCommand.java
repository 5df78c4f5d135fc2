package dev.chatstore.cli.command;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a conversation. */
@Command(
        name = "show",
        description = {
            "Shows messages of a conversation, the oldest first: by default the newest 20.",
            "An id that begins with - goes to the end, after --."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore show telegram-4711",
            "  chatstore show telegram-4711 --limit 100 --before 400",
            "  chatstore show --limit 5 -- -1001234567890",
            "  chatstore show telegram-4711 --path --json | jq -r '.messages[].text'"
        })
public final class ShowCommand implements Callable<Integer> {
    /** The messages to show, if not the newest. */
    static final class Which {
        @Option(names = "--before", paramLabel = "SEQ", description = "The last messages before this sequence.")
        private @Nullable Long before;

        @Option(names = "--from", paramLabel = "SEQ", description = "The messages from this sequence on.")
        private @Nullable Long from;

        @Option(names = "--path", description = "The messages on the path to the newest one, without other branches.")
        private boolean path;

        Slice slice(int limit) {
            if (before != null) {
                return Slice.before(before, limit);
            }
            if (from != null) {
                return Slice.after(from - 1, limit);
            }
            return path ? Slice.pathToNewest(limit) : Slice.newest(limit);
        }
    }

    @Mixin
    private final CommonOptions options;

    @Parameters(paramLabel = "CONVERSATION", description = "The conversation's id.")
    private String id = "";

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = Scope.TENANT)
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Maximum number of messages, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @ArgGroup
    private Which which = new Which();

    /** Creates the command. */
    public ShowCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        ConversationId conversation = ConversationId.of(tenant, id);
        Slice slice = which.slice(limit);
        try (OpenStore store = options.open()) {
            Optional<Conversation> head = store.chats().find(conversation);
            if (head.isEmpty()) {
                options.note("chatstore: " + Rendering.missing(conversation));
                return ExitCode.NOT_FOUND.number();
            }
            List<Message> messages = store.chats().history(conversation, slice);
            if (options.isJson()) {
                options.printJson(
                        "conversation",
                        Rendering.whole(head.get()),
                        "messages",
                        messages.stream().map(Rendering::of).toList());
            } else {
                print(head.get(), messages);
            }
            return ExitCode.OK.number();
        }
    }

    private void print(Conversation head, List<Message> messages) {
        options.print(head(head));
        for (Message message : messages) {
            options.print("");
            options.print(line(message));
            SafeText.lines(message.text()).lines().forEach(line -> options.print("  " + line));
        }
    }

    private static String head(Conversation conversation) {
        return Rendering.sentence(
                SafeText.line(conversation.id().value()),
                Rendering.named("title", conversation.profile().title()),
                Rendering.named("owner", conversation.profile().owner()),
                Rendering.named("model", conversation.profile().model()),
                Rendering.count(conversation.messageCount(), "message"),
                conversation.archived() ? "archived" : "",
                "created " + Rendering.time(conversation.created()));
    }

    private static String place(Message message) {
        if (message.parent() == message.sequence() - 1) {
            return "";
        }
        return message.parent() == 0 ? "another beginning" : "reply to #" + message.parent();
    }

    private static String line(Message message) {
        String attachments = message.attachments().stream()
                .map(each -> SafeText.line(each.name() == null ? each.reference() : each.name()))
                .collect(Collectors.joining(", "));
        return Rendering.sentence(
                "#" + message.sequence(),
                message.role().label(),
                Rendering.named("", message.author()),
                Rendering.time(message.said()),
                message.redacted() ? "redacted" : "",
                message.edited() == null ? "" : "edited " + Rendering.time(message.edited()),
                place(message),
                attachments.isEmpty() ? "" : "attached: " + attachments,
                message.unreadable().isEmpty() ? "" : "unreadable: " + String.join(", ", message.unreadable()));
    }
}
