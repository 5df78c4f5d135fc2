package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
            "Ids that do not exist are passed over. A configured shared cache forgets them as well."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore delete telegram-4711 --dry-run",
            "  chatstore delete telegram-4711 telegram-4712 --yes",
            "  chatstore delete telegram-4711 --sessions booking"
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
            if (sessions == null) {
                return delete(
                                "conversation",
                                id -> store.chats()
                                        .find(ConversationId.of(tenant, id))
                                        .isPresent(),
                                id -> store.storage().chats().delete(ConversationId.of(tenant, id)))
                        .number();
            }
            SessionStore<Object> named = store.storage().sessions(sessions, Object.class);
            return delete(
                            "session",
                            id -> named.find(SessionKey.of(tenant, id)).isPresent(),
                            id -> named.delete(SessionKey.of(tenant, id)))
                    .number();
        }
    }

    private ExitCode delete(String kind, Predicate<String> exists, Predicate<String> delete) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        new LinkedHashSet<>(ids).forEach(id -> (exists.test(id) ? found : missing).add(id));
        missing.forEach(id -> options.note("There is no " + kind + " " + SafeText.line(id) + "."));
        if (!found.isEmpty() && !dryRun) {
            String names = found.size() > 5 ? found.size() + " " + kind + "s" : kind + " " + String.join(", ", found);
            if (!confirmation.given(options.console(), "Delete " + names + " for good?")) {
                return ExitCode.NOT_CONFIRMED;
            }
            found.removeIf(id -> !delete.test(id));
        }
        if (options.isJson()) {
            options.printJson("dryRun", dryRun, "deleted", found, "missing", missing);
        } else {
            found.forEach(id -> options.print((dryRun ? "would delete " : "deleted ") + SafeText.line(id)));
        }
        return found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }
}
