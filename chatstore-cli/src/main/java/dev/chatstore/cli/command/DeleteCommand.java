package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes conversations or sessions. */
@Command(
        name = "delete",
        description = {
            "Deletes conversations with all of their messages, or sessions.",
            "Ids that do not exist are skipped. A configured shared cache forgets them as well;",
            "if it does not answer, the command ends with 10 and says so.",
            "An id that begins with - goes to the end, after --."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore delete telegram-4711 --dry-run",
            "  chatstore delete telegram-4711 telegram-4712 --yes",
            "  chatstore delete telegram-4711 --sessions booking",
            "  chatstore delete --yes -- -1001234567890"
        })
public final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The conversations, or the keys of sessions.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = Scope.TENANT)
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(
            names = "--sessions",
            paramLabel = "NAME",
            description = "Delete sessions of the session store of this name.")
    private @Nullable String sessions;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    /** Creates the command. */
    public DeleteCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open("What was deleted stays so. The same command deletes the rest.")) {
            ExitCode code = deletion(store).run(new LinkedHashSet<>(ids));
            boolean isPending = !dryRun && options.notePendingInvalidations(store);
            return (code == ExitCode.OK && isPending ? ExitCode.INCOMPLETE : code).number();
        }
    }

    private Deletion deletion(OpenStore store) {
        if (sessions == null) {
            return new Deletion(
                    options,
                    confirmation,
                    dryRun,
                    "conversation",
                    id -> store.chats().find(ConversationId.of(tenant, id)).isPresent(),
                    id -> store.storage().chats().delete(ConversationId.of(tenant, id)));
        }
        SessionStore<Object> named = store.storage().sessions(sessions, Object.class);
        return new Deletion(
                options,
                confirmation,
                dryRun,
                "session",
                id -> named.find(SessionKey.of(tenant, id)).isPresent(),
                id -> named.delete(SessionKey.of(tenant, id)));
    }
}
